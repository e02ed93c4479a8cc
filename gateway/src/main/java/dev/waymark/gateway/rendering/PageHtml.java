package dev.waymark.gateway.rendering;

import dev.waymark.gateway.config.ConfigFault;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the HTML of pages to what escaping makes safe: values between tags or in quoted attributes that are no address
 * and no code. Pure.
 */
final class PageHtml {

    private static final Pattern PIECE = Pattern.compile("<!--|<(/?)([A-Za-z][A-Za-z0-9-]*)|\\{\\{");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*(?:([^\\s\"'>/=]+)\\s*(?:=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))?)?|/)");
    private static final Set<String> REFUSED = Set.of(
            "script", "style", "iframe", "object", "embed", "link", "meta", "base", "img", "svg", "math", "template");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction");
    private static final Pattern NUMBER = Pattern.compile("tel:(\\{\\{\\s*phoneLink\\s*}}|\\+?[0-9]+)");

    private PageHtml() {}

    static void judge(TemplateFile file, int start, List<ConfigFault> faults) {
        String text = file.text();
        Matcher pieces = PIECE.matcher(text);
        int at = start;
        while (pieces.find(at)) {
            if (pieces.group().equals("<!--")) {
                int end = text.indexOf("-->", pieces.end());
                int tag = text.indexOf("{{", pieces.end());
                if (end < 0 || (tag >= 0 && tag < end)) {
                    faults.add(file.fault(
                            pieces.start(), "a comment is written {{! so }}, and <!-- --> has no tags in it"));
                }
                at = end < 0 ? text.length() : end + 3;
            } else if (pieces.group().equals("{{")) {
                int end = text.indexOf("}}", pieces.end());
                at = end < 0 ? text.length() : end + 2;
            } else {
                at = element(file, pieces, faults);
            }
        }
    }

    private static int element(TemplateFile file, Matcher piece, List<ConfigFault> faults) {
        String name = piece.group(2).toLowerCase(Locale.ROOT);
        if (REFUSED.contains(name)) {
            faults.add(file.fault(piece.start(), "<" + name + "> is refused: pages are text, links and a button"));
        }
        Matcher attribute = ATTRIBUTE.matcher(file.text());
        int at = piece.end();
        while (at < file.text().length() && file.text().charAt(at) != '>') {
            attribute.region(at, file.text().length());
            if (!attribute.lookingAt() || attribute.end() == at) {
                if (Character.isWhitespace(file.text().charAt(at))) {
                    at++;
                    continue;
                }
                faults.add(file.fault(at, "stands in a tag where an attribute should: write name=\"value\""));
                return at + 1;
            }
            if (attribute.group(1) != null) {
                attribute(file, attribute, faults);
            }
            at = attribute.end();
        }
        return Math.min(at + 1, file.text().length());
    }

    private static void attribute(TemplateFile file, Matcher attribute, List<ConfigFault> faults) {
        String name = attribute.group(1).toLowerCase(Locale.ROOT);
        String bare = attribute.group(4) == null ? "" : attribute.group(4);
        if (name.contains("{{") || bare.contains("{{")) {
            faults.add(file.fault(attribute.start(1), "a value in a tag stands in quotes: write name=\"{{value}}\""));
        }
        if (name.startsWith("on") || name.equals("style") || name.equals("srcdoc")) {
            faults.add(
                    file.fault(attribute.start(1), name + " is refused: pages have no code and no style of their own"));
        }
        String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3);
        value = value == null ? bare : value;
        if (ADDRESSES.contains(name) && !NUMBER.matcher(value).matches()) {
            faults.add(file.fault(
                    attribute.start(1), name + " is refused here but for href=\"tel:{{phoneLink}}\" or a number"));
        }
    }
}
