import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

/**
 * Makes `report.html` one file: script and style inside it, and a policy that forbids everything else. Only this one
 * script may run, by its hash, so that nothing a recorded session holds can.
 */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName === 'report.html');
      if (page?.type !== 'asset') throw new Error('there is no report.html');
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (part === page) continue;
        if (part.type === 'chunk') script += part.code;
        else if (name.endsWith('.css')) style += String(part.source);
        else throw new Error(`${name} would be left outside`);
        delete bundle[name];
      }
      // Inside an element nothing may look like its end or a comment.
      script = script.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
      if (/<\/style/i.test(style) || /url\(\s*['"]?(?!data:)/.test(style))
        throw new Error('a style leaves the file');
      const hash = createHash('sha256').update(script).digest('base64');
      const policy = [
        "default-src 'none'",
        `script-src 'sha256-${hash}'`,
        "style-src 'unsafe-inline'",
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      const html = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/g, '')
        .replace(/\s*<link rel="(stylesheet|modulepreload)"[^>]*>/g, '')
        .replace(
          /<meta charset="utf-8" \/>/,
          all => `${all}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
        )
        .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
        .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`);
      page.source = html;
    },
  };
}

/** The report that the page of a session fills with its data; see `src/features/report`. */
export default defineConfig({
  publicDir: false,
  plugins: [oneFile()],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: { input: 'report.html', output: { inlineDynamicImports: true } },
  },
});
