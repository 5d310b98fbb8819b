import '@fontsource/lato/latin-400.css';
import '@fontsource/lato/latin-700.css';
import '@fontsource/lato/latin-900.css';
import 'slack-blocks-to-jsx/dist/style.css';
import './style/theme.css';
import './style/layout.css';
import './style/sidebar.css';
import './style/message.css';
import './style/blocks.css';
import './style/controls.css';
import './style/composer.css';
import './style/modal.css';
import './style/phone.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
