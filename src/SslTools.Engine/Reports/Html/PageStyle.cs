namespace SslTools.Engine.Reports.Html;

/// <summary>The style of the page: light and dark, for screens of any width and for paper. Colours keep a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3).</summary>
internal static class PageStyle
{
    /// <summary>The content of the style element, which the page's policy names by its digest.</summary>
    public static readonly string Css = """
        :root{color-scheme:light dark;--back:#fff;--card:#f5f6f8;--text:#1b1f24;--soft:#57606a;--line:#d0d7de;--error:#b3261e;--warning:#8a5300;--good:#1a6e35;--link:#0b57d0}
        @media(prefers-color-scheme:dark){:root{--back:#14171b;--card:#1e2329;--text:#e6e9ed;--soft:#a3adb8;--line:#39424c;--error:#ff8a80;--warning:#f2b84b;--good:#6cd28b;--link:#8ab4f8}}
        *{box-sizing:border-box}
        html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--back);color:var(--text);overflow-wrap:anywhere}
        h1{margin:.25rem 0;font-size:1.6rem}h2{margin:2rem 0 .5rem;font-size:1.25rem}h3{margin:0;font-size:1rem}
        p{margin:.25rem 0}a{color:var(--link)}.soft,figcaption{color:var(--soft)}
        .error{color:var(--error)}.warning{color:var(--warning)}.good{color:var(--good)}.information{color:var(--soft)}
        .tag{font-weight:600;white-space:nowrap}
        dl{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}
        dl div{flex:1 1 8rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
        dt{color:var(--soft);font-size:.875rem}dd{margin:0;font-size:1.5rem;font-weight:600}
        code{font:.875rem/1.4 ui-monospace,SFMono-Regular,Consolas,monospace}
        pre{margin:.25rem 0 0;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.375rem;background:var(--back);white-space:pre-wrap;overflow-wrap:anywhere}
        details{margin:.5rem 0;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
        summary{padding:.5rem .75rem;cursor:pointer}summary h3{display:inline}
        details>ul,details>.table{padding:0 .75rem .5rem;margin:0}
        li{margin:.5rem 0;list-style:none}li+li{border-top:1px solid var(--line);padding-top:.5rem}
        figure{margin:0;max-width:38rem}svg{display:block;width:100%;height:auto;font-size:11px}
        svg text{fill:currentColor;unicode-bidi:isolate;direction:ltr}svg .when,svg .count{font-weight:600}svg .axis{fill:var(--soft);font-size:9px}svg .count{font-size:8px}
        svg .grid{stroke:var(--line)}svg .bar{stroke:currentColor;stroke-width:4}svg rect,svg circle,svg path{fill:currentColor}svg .cross{fill:none;stroke:currentColor;stroke-width:3}
        table{width:100%;border-collapse:collapse;font-size:.9375rem}
        caption{padding:.25rem 0;text-align:start;color:var(--soft)}
        th,td{padding:.375rem .5rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
        tbody th{min-width:11rem;font-weight:600}thead th{color:var(--soft);font-weight:600}
        @media(max-width:44rem){
        thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        table,tbody,caption{display:block}
        tr{display:block;margin:.5rem 0;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
        tbody th,td{display:block;padding:.125rem 0;border:0}
        td[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}td:empty{display:none}
        }
        @media print{body{max-width:none;padding:0;font-size:10pt}details,tr,dl div{break-inside:avoid}details{border:0}details::details-content{content-visibility:visible;block-size:auto}}
        """.Replace("\r\n", "\n");
}
