export { make_all as setup } from './made.mjs';
