import { mount } from 'svelte'
import '@chat/widget/define'
import '@chat/widget/svelte'
import App from './app.svelte'
import './style.css'

const target = document.getElementById('app')
if (target) mount(App, { target })
