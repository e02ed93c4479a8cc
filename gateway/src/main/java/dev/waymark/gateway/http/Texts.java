package dev.waymark.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds texts that no database and no far side would take: with U+0000, or with half a surrogate pair. */
final class Texts {

    private static final String REFUSED = "must hold neither U+0000 nor a lone surrogate";

    private Texts() {}

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
