import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** What packs well is sent packed; it is packed once here and not at each request. */
function packed(): Plugin {
  return {
    name: "affray-packed",
    // After all else: what is packed is what is written.
    async writeBundle({ dir = "." }, bundle) {
      for (const { fileName } of Object.values(bundle)) {
        if (!/\.(js|mjs|css|json)$/.test(fileName)) continue;
        const path = join(dir, fileName);
        await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [packed()],
  base: "/",
  build: {
    outDir: "../src/affray/serve/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
});
