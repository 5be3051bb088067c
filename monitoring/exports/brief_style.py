"""How a handout looks: two pages of A4, and the same in a browser; the visual design's print colours and type."""

MIRRORED = "@page{@top-left{text-align:right}}"  # boxes of a page's margin know no direction
STYLE = """
:root{--ink:#16222C;--ink2:#44525E;--ink3:#5E6B76;--line:#DDE2E6;--line2:#C3CAD0;--accent:#0B5A78;--soft:#E3EFF4;--warn:#8A5A00}
*{box-sizing:border-box}
html{font:400 8.6pt/1.38 "IBM Plex Sans","IBM Plex Sans Arabic","Noto Sans CJK SC","Noto Sans SC","PingFang SC",
 "Microsoft YaHei",sans-serif;color:var(--ink)}
body{margin:0}
h1,h2,p,ul,dl,dd,figure{margin:0}
h1,h2{font-weight:600;break-after:avoid}
h1{font-size:25pt;line-height:1.12;string-set:country content()}
h2{font-size:10pt;line-height:1.25}
a{color:inherit;text-decoration:none}
.kind{font-size:8pt;color:var(--accent);font-weight:500}
.notes p{font-size:8pt;color:var(--ink2);border-inline-start:2pt solid var(--warn);padding-inline-start:6pt;margin-top:4pt}
.summary{font-size:11pt;line-height:1.38;margin-top:4pt}
.cards{display:flex;gap:6pt;margin-top:6pt;break-inside:avoid}
.card{flex:1 1 0;border:.75pt solid var(--line2);border-radius:4pt;padding:5pt 7pt}
.card h2{font-size:8pt;font-weight:400;color:var(--ink2)}
.card .value{font-size:19pt;font-weight:600;line-height:1.2}
.card .value span{font-size:10pt;font-weight:500;color:var(--ink2)}
sup{font-size:.72em;line-height:0;color:var(--accent);font-weight:500}
.card .value sup{font-size:8pt}
.card p{font-size:7.6pt;line-height:1.32;color:var(--ink2)}
section,.map{margin-top:7pt}
.said{color:var(--ink2);font-size:8pt}
.note{color:var(--ink2);font-size:7.2pt;line-height:1.32;margin-top:2pt}
figcaption{font-size:10.5pt;font-weight:600;margin-bottom:3pt}
.map svg{display:block;width:100%;height:auto}
.trends{display:flex;gap:8pt;margin-top:4pt}
.trends>div{flex:0 0 auto;width:calc((100% - 24pt)/4)}
.trends h3{font-size:8.6pt;font-weight:600;margin:0}
.trends svg{display:block;width:100%;height:auto}
.drawn{position:relative}.drawn span{position:absolute;white-space:nowrap;line-height:1.15;border-radius:1.5pt}
table{border-collapse:collapse;width:100%;font-size:7.6pt;line-height:1.26;margin-top:2pt;table-layout:fixed}
thead{display:table-header-group}
thead th{font-weight:500;color:var(--ink2);border-bottom:.75pt solid var(--ink2);vertical-align:bottom}
th,td{text-align:start;vertical-align:top;padding:1.5pt 0 1.5pt 0;padding-inline-end:5pt;border-bottom:.5pt solid var(--line);
 overflow-wrap:break-word}
tbody th{font-weight:400}
th.number,td.number{text-align:end}
th:last-child,td:last-child{padding-inline-end:0}
tr{break-inside:avoid}
td.none{color:var(--ink3)}
.under{display:block;font-size:7pt;color:var(--ink2)}
ul{padding-inline-start:11pt;margin-top:2pt}
li{margin-bottom:1pt}
.inline{list-style:none;padding:0;font-size:8pt}.inline li{display:inline;margin:0}.inline li:not(:last-child)::after{content:" · "}
.pair{display:flex;gap:14pt}
.pair>*{flex:1 1 0;min-width:0}
.unknown ul{font-size:8pt}
section,.pair{break-inside:avoid}.said{break-after:avoid}
.pillars{break-inside:auto}.pillars .under{display:inline;margin-inline-start:4pt}
.tight table,.tight ul,.tight .said{font-size:7pt}.tight .summary{font-size:10.5pt}.tight section{margin-top:4pt}
.tight .sources{font-size:5.6pt}.tight .note,.tight .under{font-size:6.4pt}.tight .inline{font-size:7pt}
.sources{font-size:6.2pt;line-height:1.26;color:var(--ink2);margin-top:3pt}
.sources div{break-inside:avoid;padding-inline-start:12pt;text-indent:-12pt;margin-bottom:1.5pt;overflow-wrap:anywhere}
[dir=rtl] .sources div{text-indent:0;padding-inline-start:0}
.sources dt{display:inline;color:var(--accent);font-weight:600}
.sources dd{display:inline}
.foot{font-size:7pt;line-height:1.35;color:var(--ink2)}
.foot p{margin:0}
.foot .sentence{color:var(--ink)}
@page{size:A4;margin:17mm 16mm 24mm;
 font:400 7pt "IBM Plex Sans","IBM Plex Sans Arabic","Noto Sans CJK SC",sans-serif;color:#44525E;
 @bottom-left{content:element(foot);width:100%;vertical-align:top;padding-top:2.5mm;border-top:.75pt solid #C3CAD0}}
@page{@top-left{content:string(country);font-weight:600;font-size:9pt;color:#16222C;vertical-align:bottom;padding-bottom:2mm;
 width:100%}}
@page:first{margin-top:13mm;@top-left{content:none}}
@media print{
 .bar{height:1.5mm;width:26mm;background:var(--accent);margin-bottom:3mm}
 .foot{position:running(foot)}
   .page{float:inline-end}
 .page::after{content:counter(page) " / " counter(pages)}
}
@media screen{
 html{font-size:15px;background:#F1F3F4}
 body{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 3rem;background:#fff}
 .bar{height:6px;width:6rem;background:var(--accent);margin-bottom:12px}
 .kind,.said,.card h2,.card p,.notes p{font-size:13px}
 h1{font-size:2.2rem}h2,figcaption{font-size:1.05rem}.summary{font-size:1.2rem}
 table{font-size:13px}.under,.note,.sources,.foot{font-size:12px}
 section,.map{margin-top:1.6rem}
 .foot{border-top:1px solid var(--line2);margin-top:2rem;padding-top:.6rem}
 .map,.pair>section{overflow-x:auto}
}
@media screen and (max-width:640px){
 .cards,.pair{flex-wrap:wrap}.card{flex-basis:40%}.pair>section{flex-basis:100%}
 .trends{flex-wrap:wrap}.trends>div{width:calc((100% - 8pt)/2)}
 .map svg{min-width:620px}
 table{table-layout:auto}
}
"""
