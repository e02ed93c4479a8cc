package dev.waymark.gateway.cli;

import dev.waymark.gateway.rendering.Preview;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One page of cards, without scripts: texts as on a phone, mail as in an inbox, pages in frames of their own. Pure. */
final class PreviewPage {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";

    private PreviewPage() {}

    static String of(String name, List<Preview> previews) {
        StringBuilder page = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append("\">\n<title>Templates: ")
                .append(escaped(name))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<header><h1>Templates</h1><p>")
                .append(escaped(name))
                .append(" · ")
                .append(previews.size())
                .append(" previews, with values made up</p></header>\n");
        String section = "";
        for (Preview preview : previews) {
            String now = preview.folder() + " · " + preview.channel();
            if (!now.equals(section)) {
                page.append(section.isEmpty() ? "" : "</div></section>\n")
                        .append("<section><h2>")
                        .append(escaped(now))
                        .append("</h2><div class=\"cards\">\n");
                section = now;
            }
            card(page, preview);
        }
        return page.append("</div></section>\n</body>\n</html>\n").toString();
    }

    private static void card(StringBuilder page, Preview preview) {
        page.append("<article class=\"")
                .append(escaped(preview.channel()))
                .append("\" lang=\"")
                .append(escaped(preview.language()))
                .append("\"><h3>")
                .append(escaped(preview.name()))
                .append(" <span>")
                .append(escaped(preview.language()))
                .append("</span></h3>\n");
        if (!preview.head().isEmpty()) {
            page.append("<p class=\"head\">").append(escaped(preview.head())).append("</p>\n");
        }
        if (preview.isPage()) {
            page.append("<iframe sandbox title=\"")
                    .append(escaped(preview.path()))
                    .append("\" srcdoc=\"")
                    .append(escaped(preview.body()))
                    .append("\"></iframe>\n");
        } else {
            page.append("<pre>").append(escaped(preview.body().strip())).append("</pre>\n");
        }
        preview.size().ifPresent(size -> page.append("<p class=\"size\">")
                .append("<meter min=\"0\" max=\"")
                .append(size.most())
                .append("\" value=\"")
                .append(size.length())
                .append("\"></meter> ")
                .append(escaped(TemplatesPreviewCommand.words(size)))
                .append("</p>\n"));
        page.append("</article>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String style() {
        try (InputStream sheet = PreviewPage.class.getResourceAsStream("/preview.css")) {
            return new String(Objects.requireNonNull(sheet).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
