"""How a report looks on paper and as a file in a browser: the visual design's colours and type, light only."""

STYLE = """
:root{--ink:#16222C;--ink2:#44525E;--ink3:#5E6B76;--line:#DDE2E6;--line2:#C3CAD0;--accent:#0B5A78;--soft:#E3EFF4}
*{box-sizing:border-box}
html{font:400 10pt/1.45 "IBM Plex Sans","IBM Plex Sans Arabic",sans-serif;color:var(--ink)}
body{margin:0}
h1,h2,h3,h4,h5{font-weight:600;line-height:1.25;margin:0;break-after:avoid;break-inside:avoid}
h2{font-size:18pt;margin:0 0 10pt;padding-bottom:5pt;border-bottom:1.5pt solid var(--accent);string-set:chapter content()}
h3{font-size:12pt;margin:16pt 0 5pt}
.words h3{font-size:11pt;margin:10pt 0 3pt}.words h4,.words h5{font-size:10pt;margin:8pt 0 2pt}
p,ul,ol{margin:0 0 6pt;orphans:3;widows:3}
ul,ol{padding-inline-start:14pt}
li{margin-bottom:2pt}
a{color:var(--accent);text-decoration:none}
.note{font-size:8pt;line-height:1.4;color:var(--ink2);margin-bottom:4pt;break-inside:avoid}
.words{border-inline-start:2.5pt solid var(--accent);padding-inline-start:10pt;margin:0 0 10pt}
.words blockquote{margin:0 0 6pt;color:var(--ink2)}
.figures{display:flex;gap:8pt;margin:8pt 0 12pt;break-inside:avoid}
.figure{flex:1 1 0;border:.75pt solid var(--line2);border-radius:4pt;padding:7pt 9pt}
.figure p{margin:0}.figure .label{font-size:8pt;color:var(--ink2)}
.figure .value{font-size:19pt;font-weight:600;line-height:1.25}
.figure .said{font-size:8pt;color:var(--ink2)}
table{border-collapse:collapse;width:100%;font-size:8.5pt;line-height:1.3;margin:8pt 0 10pt}
table.fixed{table-layout:fixed}table.narrow{width:64%}
caption{font-size:9.5pt;font-weight:600;text-align:start;padding-bottom:4pt;caption-side:top;break-after:avoid}
thead{display:table-header-group}
thead th{font-weight:500;color:var(--ink2);border-bottom:1pt solid var(--ink2);vertical-align:bottom}
th,td{text-align:start;vertical-align:top;padding:2.5pt 5pt 2.5pt 0;
 border-bottom:.5pt solid var(--line);overflow-wrap:break-word}
tbody th{font-weight:400}
[dir=rtl] th,[dir=rtl] td{padding:2.5pt 0 2.5pt 5pt}
th.number,td.number{text-align:end;padding-inline-end:10pt}
th.number:last-child,td.number:last-child{padding-inline-end:0}
tr{break-inside:avoid}
td.none{color:var(--ink2);font-style:normal}
.under{display:block;font-size:7.5pt;color:var(--ink2)}.beside{font-size:7.5pt;color:var(--ink2)}
figure{margin:10pt 0 12pt;break-inside:avoid}
figcaption{font-size:9.5pt;font-weight:600;margin-bottom:4pt}
figure svg{display:block;width:100%;height:auto;margin-bottom:4pt}
.drawn{position:relative}.drawn span{position:absolute;white-space:nowrap;line-height:1.15;border-radius:1.5pt}
.contents ol{list-style:none;padding:0;font-size:11pt}
.contents li{border-bottom:.5pt solid var(--line);padding:4pt 0;margin:0}
.contents a{color:var(--ink)}
.plain{string-set:none}
@page{size:A4;margin:24mm 18mm 20mm;
 font:400 8pt "IBM Plex Sans","IBM Plex Sans Arabic";color:#5E6B76;
 @top-left{content:string(title);padding-bottom:3mm;vertical-align:bottom}
 @top-right{content:string(running);padding-bottom:3mm;vertical-align:bottom}
 @bottom-left{content:string(chapter)}
 @bottom-right{content:counter(page);font-weight:500;color:#16222C}}
@page :first{margin:0;@top-left{content:none}@top-right{content:none}@bottom-left{content:none}@bottom-right{content:none}}
@media print{
 h1{string-set:title content()}
 .version{string-set:running content()}
 .cover{break-after:page;height:297mm;padding:70mm 24mm 20mm;position:relative}
 .cover .bar{position:absolute;top:0;inset-inline-start:24mm;width:26mm;height:44mm;background:var(--accent)}
 .cover .disclaimers{position:absolute;bottom:20mm;left:24mm;right:24mm}
 .contents{break-after:page}
 .contents a::after{content:leader(" ") target-counter(attr(href),page);color:var(--ink2)}
 .chapter{break-before:page}#method,#missing{break-before:auto;margin-top:26pt}
 .contents+.chapter{break-before:auto}
}
.cover h1{font-size:34pt;line-height:1.1;margin-bottom:8pt}
.cover .subtitle{font-size:14pt;color:var(--ink2);max-width:130mm;margin-bottom:16pt}
.cover .publisher{font-size:12pt}.cover .version{font-size:10pt;color:var(--ink2)}
.cover .disclaimers p{font-size:8pt;color:var(--ink2);margin:0 0 3pt}
@media screen{
 html{font-size:16px;background:#F1F3F4}
 body{max-width:54rem;margin:0 auto;padding:2rem 1.25rem 4rem;background:#fff}
 .cover .bar{width:5rem;height:1rem;background:var(--accent);margin-bottom:1.5rem}
 .chapter{margin-top:3rem}
 h2{font-size:1.75rem}h3{font-size:1.15rem}
 .note,.under,.figure .label,.figure .said,.cover .disclaimers p{font-size:.8125rem}
 table{font-size:.8125rem;display:block;overflow-x:auto}table.narrow{width:100%}caption,figcaption{font-size:1rem}
 .contents ol{font-size:1rem}
 .figures{flex-wrap:wrap}.figure{min-width:10rem}
}
"""
