/** The page's font size, in which its `rem` are counted, at the pane's smaller text. */
const SCALE = 16 / 18;

/**
 * The style sheet of the exported page, refitted for a pane of the window: what it says of the root
 * it says of the shadow host, of the window's width it says of the pane's, and it stays light,
 * because paper is white.
 */
export function pageCssForPane(css: string): string {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return refitted(sheet.cssRules);
}

function refitted(rules: CSSRuleList): string {
  return [...rules].map(rule).filter(Boolean).join('\n');
}

function rule(rule: CSSRule): string {
  if (rule instanceof CSSStyleRule) {
    const nested = rule.cssRules?.length ? refitted(rule.cssRules) : '';
    return `${selector(rule.selectorText)} { ${value(rule.style.cssText)} ${nested} }`;
  }
  if (rule instanceof CSSMediaRule) {
    const { conditionText } = rule;
    if (/print|prefers-color-scheme/.test(conditionText)) return '';
    const inner = refitted(rule.cssRules);
    return /width/.test(conditionText)
      ? `@container page ${condition(conditionText)} { ${inner} }`
      : `@media ${conditionText} { ${inner} }`;
  }
  if (rule instanceof CSSContainerRule) {
    const { containerName, containerQuery } = rule;
    return `@container ${containerName} ${condition(containerQuery)} { ${refitted(rule.cssRules)} }`;
  }
  if (rule instanceof CSSFontFaceRule || rule instanceof CSSPageRule) return '';
  return rule.cssText;
}

export function selector(text: string): string {
  return text.replace(/:root|(?<![\w.#-])(html|body|main)(?![\w-])/g, (name) =>
    name === ':root' || name === 'html' ? ':host' : '.sheet',
  );
}

function value(text: string): string {
  return text
    .replace(/(-?\d*\.?\d+)rem\b/g, 'calc($1 * var(--rem))')
    .replace(/(\d*\.?\d+)vw\b/g, '$1cqi');
}

function condition(text: string): string {
  return text
    .replace(/^(only )?(screen|all) and /, '')
    .replace(/(\d*\.?\d+)rem\b/g, (_, rem: string) => `${(Number(rem) * SCALE).toFixed(3)}rem`);
}
