// Paragraphs, one a line of standard input, set by Typst:  node typst.mjs OUT.pdf WIDTH SIZE FONTS
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.env.TYPST_MODULES + '/');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const [out, width, size, fonts] = process.argv.slice(2);
const escape = (text) => text.replace(/[\\#$*_`<>@\[\]~\-"']/g, (c) => '\\' + c);
const paragraphs = readFileSync(0, 'utf8').split('\n').filter((line) => line);

// What a Chinese user of Typst sets: language and region, Latin from a Western face, spacing between
// the scripts (the default), justification, which brings the optimising breaker.
const source = `
#set page(width: 595pt, height: 842pt, margin: (left: 72pt, top: 72pt, bottom: 72pt, right: 523pt - ${width}pt))
#set text(font: ((name: "Liberation Serif", covers: "latin-in-cjk"), "FandolFang R"), size: ${size}pt,
  lang: "zh", region: "cn", cjk-latin-spacing: auto, fallback: true)
#set par(justify: true, first-line-indent: 0pt, leading: 10pt, spacing: 16pt, linebreaks: "optimized")
${paragraphs.map(escape).join('\n\n')}
`;
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }], workspace: process.cwd() });
writeFileSync(out, compiler.pdf({ mainFileContent: source }));
