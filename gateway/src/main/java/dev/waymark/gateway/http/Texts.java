package dev.waymark.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds texts that no database and no far side would take, with U+0000 or with half a surrogate pair, and those that say
 * nothing to whoever reads them. Pure.
 */
public final class Texts {

    private static final String REFUSED = "must hold neither U+0000 nor a lone surrogate";

    /**
     * Spaces, controls, what only joins or turns others, and letters, signs and marks without a shape. Not what has no
     * meaning yet: newer emoji are among that.
     */
    private static final Pattern NOTHING_SEEN =
            Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5"
                    + "\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]*");

    private Texts() {}

    /** Whether there is nothing to be seen in it. */
    public static boolean isUnseen(String text) {
        return NOTHING_SEEN.matcher(text).matches();
    }

    static List<Problem.Fault> faults(JsonNode tree, String pointer) {
        if (isClean(tree)) {
            return List.of();
        }
        List<Problem.Fault> faults = new ArrayList<>();
        collect(tree, pointer, faults);
        return faults;
    }

    private static boolean isClean(JsonNode node) {
        if (node.isTextual()) {
            return isWhole(node.textValue());
        }
        for (var member : node.properties()) {
            if (!isWhole(member.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!isClean(child)) {
                return false;
            }
        }
        return true;
    }

    private static void collect(JsonNode node, String pointer, List<Problem.Fault> faults) {
        if (node.isTextual()) {
            if (!isWhole(node.textValue())) {
                faults.add(new Problem.Fault(pointer, REFUSED));
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, faults);
            }
        } else if (node.isObject()) {
            node.properties().forEach(member -> {
                if (isWhole(member.getKey())) {
                    collect(member.getValue(), Pointers.child(pointer, member.getKey()), faults);
                } else {
                    faults.add(new Problem.Fault(pointer, "names of members " + REFUSED));
                }
            });
        }
    }

    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
