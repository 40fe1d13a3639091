import js from "@eslint/js";
import tseslint from "typescript-eslint";

// Text of reports is hostile: what would read it as markup or code is refused, whoever writes it.
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "srcdoc"];

export default tseslint.config(
  { ignores: ["node_modules", "eslint.config.js"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-eval": "error",
      "no-restricted-properties": ["error", ...markup.map((property) => ({ property, message: "Text is never markup: use h() or textContent." }))],
      eqeqeq: "error",
    },
  },
);
