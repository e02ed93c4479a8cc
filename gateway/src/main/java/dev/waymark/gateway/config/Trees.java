package dev.waymark.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML that is JSON in its meaning, such as a JWK: maps, lists, text, numbers and booleans. */
final class Trees {

    private Trees() {}

    static Map<String, Object> of(MappingNode node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            String name = ((ScalarNode) tuple.getKeyNode()).getValue();
            if (tree.put(name, value(tuple.getValueNode())) != null) {
                throw new IllegalArgumentException("names \"" + name + "\" twice");
            }
        }
        return tree;
    }

    private static Object value(Node node) {
        if (node instanceof MappingNode mapping) {
            return of(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(entry -> list.add(value(entry)));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    /** In one line, whatever the layout of the file. */
    static String content(Node node) {
        StringBuilder content = new StringBuilder();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> content.append(content(entry.getKeyNode()))
                    .append(':')
                    .append(content(entry.getValueNode()))
                    .append(','));
            return "{" + content + "}";
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(entry -> content.append(content(entry)).append(','));
            return "[" + content + "]";
        }
        return "'" + ((ScalarNode) node).getValue() + "'";
    }

    private static Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            throw new IllegalArgumentException("has a member without a value");
        }
        if (node.getTag().equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        if (node.getTag().equals(Tag.INT) && text.matches("-?(0|[1-9]\\d{0,17})")) {
            return Long.valueOf(text);
        }
        return text;
    }
}
