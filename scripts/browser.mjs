// The browser that the end-to-end tests and the screenshots use: the system's Chromium, never a download of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const FONT_FOLDERS = [
  '/usr/share/fonts/opentype/noto',
  '/usr/share/fonts/truetype/wqy',
  '/usr/share/fonts/noto-cjk',
];

/** The path of a Chromium on this machine (`CHROMIUM_PATH` first), or undefined. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  return [...(named ? [named] : []), ...PLACES].find((path) => existsSync(path));
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  return FONT_FOLDERS.some(
    (folder) => existsSync(folder) && readdirSync(folder).some((name) => /cjk|wqy/i.test(name)),
  );
}

/**
 * Makes sure that a Chromium and a Chinese font are there: on Debian and Ubuntu, as root, and unless ZELIAN_APT=0,
 * installs them. Returns why there is none, or null.
 *
 * @returns {string | null}
 */
export function ensureChromium() {
  const missing = [];
  if (findChromium() === undefined) missing.push('chromium');
  if (!hasChineseFont()) missing.push('fonts-noto-cjk');
  if (missing.length > 0 && mayInstall()) {
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    process.stderr.write(`Installing ${missing.join(', ')} with apt-get…\n`);
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
  }
  if (findChromium() !== undefined) return null;
  return 'no Chromium here (install it, or set CHROMIUM_PATH); apt-get may only be used by root on Debian, without ZELIAN_APT=0';
}

function mayInstall() {
  return process.env.ZELIAN_APT !== '0' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}
