package dev.waymark.gateway.config;

import dev.waymark.channels.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** From nodes to values: what a {@link Section}'s getters have in common. */
final class Scalars {

    private static final int LARGEST_SECRET = 64 << 10;

    private Scalars() {}

    static boolean isNull(@Nullable Node node) {
        return node != null && node.getTag().equals(Tag.NULL);
    }

    static Map<String, Node> entries(MappingNode node, Place place) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                place.fault("has a list or keys where the name of a key is expected");
                continue;
            }
            String name = keyNode.getValue();
            if (entries.putIfAbsent(name, tuple.getValueNode()) != null) {
                String path = place.key().isEmpty() ? name : place.key() + "." + name;
                new Place(place.reading(), place.file(), Keys.lineOf(keyNode), path)
                        .fault("stands here twice: leave one");
            }
        }
        return entries;
    }

    static Value<String> read(Place at, Node node, String expected) {
        if (!(node instanceof ScalarNode scalar)) {
            return Value.faulty(
                    at, "must be " + expected + ", but is " + (node instanceof MappingNode ? "keys" : "a list"));
        }
        if (isNull(node) || scalar.getValue().isEmpty()) {
            return Value.faulty(at, "has no value: it must be " + expected + ", or leave the key out");
        }
        try {
            String resolved = Variables.resolve(scalar.getValue(), at.reading().environment());
            // ${NAME:} says "none unless the environment has one"
            return resolved.isEmpty()
                    ? Value.absent(at, expected)
                    : Value.there(at, expected, Shown.quoted(resolved), resolved);
        } catch (Variables.Unresolved e) {
            return Value.faulty(at, String.valueOf(e.getMessage()));
        }
    }

    static Path beside(Path file, String path) {
        return file.resolveSibling(path).normalize();
    }

    static Value<Secret> secret(Value<String> text, Path file) {
        return text.hidden()
                .as(written -> new Secret(
                        written.startsWith("file:") ? fromFile(beside(file, written.substring(5))) : written));
    }

    private static String fromFile(Path secret) {
        try {
            if (Files.size(secret) > LARGEST_SECRET) {
                throw new IllegalArgumentException("names " + secret + ", which is too large to be a secret");
            }
            String content = Files.readString(secret).strip();
            if (content.isEmpty()) {
                throw new IllegalArgumentException("names " + secret + ", which is empty");
            }
            return content;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "names " + secret + ", which cannot be read: write a file that is there", e);
        }
    }

    static Value<Map<String, Object>> tree(Place at, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return Value.faulty(at, "must have keys of its own below it");
        }
        return Value.there(at, "keys with values", "", mapping).as(Trees::of);
    }
}
