import { randomBytes, randomInt } from 'node:crypto'

const MOODS =
  'Amber Bold Brave Breezy Bright Calm Candid Cheery Clever Cosy Crisp Curious Daring Dreamy Eager Early Fabled Fair Fleet Fond Fresh Frosty Gentle Glad Golden Happy Hearty Honest Humble Jolly Jovial Keen Kind Lively Lucky Lunar Mellow Merry Misty Modest Nimble Noble Patient Placid Playful Polite Proud Quick Quiet Rosy Silver Smart Snowy Solar Steady Sunny Swift Tidy Vivid Warm Wise Witty Zany Zesty'.split(
    ' ',
  )
const ANIMALS =
  'Badger Bluebird Bison Bobcat Chamois Caribou Cheetah Condor Cormorant Crane Curlew Dolphin Dove Eagle Egret Falcon Ferret Finch Gazelle Gecko Gannet Giraffe Goose Hare Hawk Hedgehog Heron Ibis Iguana Jackdaw Jaguar Kestrel Kingfisher Koala Lark Lemur Leopard Linnet Llama Lynx Magpie Marmot Marten Meerkat Moose Narwhal Newt Ocelot Oriole Osprey Otter Owl Panda Pelican Penguin Puffin Quail Raven Robin Seal Sparrow Swan Tortoise Wren'.split(
    ' ',
  )

const NAMES = MOODS.flatMap((mood) => ANIMALS.map((animal) => `${mood} ${animal}`))
const IS_NAME = new Set(NAMES)

/** A friendly name for somebody who gave none, such as "Quiet Otter". */
export function createDefaultName(): string {
  return NAMES[randomInt(NAMES.length)] ?? ''
}

/** Whether the name is one that {@link createDefaultName} makes. */
export function isDefaultName(name: string): boolean {
  return IS_NAME.has(name)
}

/** A public user id: 128 random bits, base64url. */
export function createUserId(): string {
  return randomBytes(16).toString('base64url')
}
