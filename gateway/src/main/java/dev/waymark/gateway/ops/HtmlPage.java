package dev.waymark.gateway.ops;

/** The frame of a documentation page. */
final class HtmlPage {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="stylesheet" href="/docs/style.css">
            </head>
            <body>
            <header><a href="/docs">Wire contract</a> <a href="/docs/api">API</a> <a href="/openapi.yaml">openapi.yaml</a></header>
            <div class="columns">
            <nav aria-label="Contents"><ul>
            %s</ul></nav>
            <main>
            %s</main>
            </div>
            </body>
            </html>
            """;

    private HtmlPage() {}

    /** {@code contents}: list items; {@code body}: HTML. */
    static String of(String title, String contents, String body) {
        return FRAME.formatted(escape(title), contents, body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Escaped, with what stands in backquotes as code. */
    static String prose(String text) {
        return escape(text).replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
