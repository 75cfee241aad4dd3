import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import '@chat/widget/define'
import '@chat/widget/vue'
import App from './app.vue'
import AskPage from './ask-page.vue'
import TodayPage from './today-page.vue'
import './style.css'

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: TodayPage },
    { path: '/ask', component: AskPage },
  ],
})

createApp(App).use(router).mount('#app')
