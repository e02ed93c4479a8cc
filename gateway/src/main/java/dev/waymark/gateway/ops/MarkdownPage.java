package dev.waymark.gateway.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Turns a page of Markdown into HTML with a table of contents. Its own text only: what it reads is part of the jar. */
final class MarkdownPage {

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final int CONTENTS_DEPTH = 3;

    private MarkdownPage() {}

    static String of(String markdown) {
        Node page = Parser.builder().extensions(TABLES).build().parse(markdown);
        List<Heading> headings = headings(page);
        String body = HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> attributes.putAll(anchor(node)))
                .build()
                .render(page);
        return HtmlPage.of(title(headings), contents(headings), body);
    }

    private static List<Heading> headings(Node page) {
        List<Heading> found = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                found.add(heading);
            }
        });
        return found;
    }

    private static String title(List<Heading> headings) {
        return headings.isEmpty() ? "Waymark" : text(headings.get(0));
    }

    private static String contents(List<Heading> headings) {
        StringBuilder list = new StringBuilder();
        for (Heading heading : headings) {
            if (heading.getLevel() > 1 && heading.getLevel() <= CONTENTS_DEPTH) {
                list.append("<li class=\"level-%d\"><a href=\"#%s\">%s</a></li>\n"
                        .formatted(heading.getLevel(), slug(heading), HtmlPage.escape(text(heading))));
            }
        }
        return list.toString();
    }

    private static Map<String, String> anchor(Node node) {
        return node instanceof Heading heading ? Map.of("id", slug(heading)) : Map.of();
    }

    private static String slug(Heading heading) {
        return text(heading)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static String text(Heading heading) {
        StringBuilder text = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }
}
