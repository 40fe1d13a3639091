import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** What packs well is sent packed; it is packed once here and not at each request. */
function packed(): Plugin {
  return {
    name: "affray-packed",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (!/\.(js|mjs|css|json)$/.test(file.fileName)) continue;
        const source = file.type === "chunk" ? file.code : file.source;
        this.emitFile({ type: "asset", fileName: `${file.fileName}.gz`, source: gzipSync(source, { level: 9 }) });
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
