import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import App from './routes/app.svelte';

mount(App, { target: document.body });
