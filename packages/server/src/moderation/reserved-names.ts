import { skeletonsOf } from './skeleton.js'

/** What a visitor would pass for somebody by who runs the place. */
const RESERVED =
  'admin administrator mod moderator moderatorin host operator owner staff team support helpdesk official system server root webmaster sysop bot security admins mods moderators modérateur administrateur équipe moderador administrador moderadora soporte equipo suporte equipe moderatore amministratore assistenza moderatör yönetici destek администратор админ модератор поддержка 管理员 版主 客服 管理者 モデレーター 관리자 운영자 مشرف المشرف مدير מנהל מנחה प्रशासक व्यवस्थापक'.split(
    ' ',
  )

const SKELETONS = new Set(RESERVED.flatMap(skeletonsOf))
const DIGITS = /[\p{N}]+$/u

/** Whether a name calls its bearer by an office: one of its words does, or all of them together ("A d m i n"). */
export function isReservedName(name: string): boolean {
  const words = name.split(/[^\p{L}\p{M}\p{N}@$|!]+/u)
  const candidates = [...words, words.join('')].map((word) => word.replace(DIGITS, ''))
  return [...candidates, ...candidates.map(withoutLeet)].some((word) =>
    skeletonsOf(word).some((skeleton) => SKELETONS.has(skeleton)),
  )
}

const LEET: Record<string, string> = { 4: 'a', '@': 'a', 3: 'e', 5: 's', $: 's', 7: 't' }

function withoutLeet(word: string): string {
  return word.replace(/[4@35$7]/g, (sign) => LEET[sign] ?? sign)
}
