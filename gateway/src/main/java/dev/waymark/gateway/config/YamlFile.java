package dev.waymark.gateway.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Opens YAML files as {@link Section}s. What cannot be read or parsed is a fault of the reading, and the section empty:
 * nothing is thrown, so that the faults of the other files are seen too. Blocking.
 */
public final class YamlFile {

    private static final int MOST_CODE_POINTS = 16 << 20;

    private YamlFile() {}

    /** The file's content; a missing file is a fault. */
    public static Section read(Path file, ConfigReading reading) {
        if (!Files.exists(file)) {
            reading.opened(file.toString());
            reading.fault(new ConfigFault(file.toString(), 0, "", "there is no such file"));
            return empty(file, reading);
        }
        return readIfPresent(file, reading);
    }

    /** The file's content; a missing file counts as empty. */
    public static Section readIfPresent(Path file, ConfigReading reading) {
        if (!Files.exists(file)) {
            return empty(file, reading);
        }
        if (Files.isDirectory(file)) {
            return broken(file, 0, "is a folder: name a file", reading);
        }
        try {
            return parse(file, Files.readString(file), reading);
        } catch (CharacterCodingException e) {
            return broken(file, 0, "must be UTF-8 text", reading);
        } catch (IOException e) {
            return broken(file, 0, "cannot be read: " + e, reading);
        }
    }

    /** Text as if it stood in {@code file}, which need not exist: its name is in the faults, its folder bears relative paths. */
    public static Section parse(Path file, String text, ConfigReading reading) {
        reading.opened(file.toString());
        try {
            Node root = compose(text);
            if (root == null || root.getTag().equals(Tag.NULL)) {
                return empty(file, reading);
            }
            if (root instanceof MappingNode mapping) {
                return Section.of(reading, file, mapping);
            }
            return broken(file, Keys.lineOf(root), "must be keys with values, such as \"name: value\"", reading);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            return broken(file, line, "is not YAML: " + Shown.line(String.valueOf(e.getProblem())), reading);
        } catch (YAMLException e) {
            return broken(file, 0, "is not YAML: " + Shown.line(String.valueOf(e.getMessage())), reading);
        }
    }

    private static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CODE_POINTS);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(32);
        return new Yaml(options).compose(new StringReader(text));
    }

    private static Section broken(Path file, int line, String message, ConfigReading reading) {
        reading.opened(file.toString());
        reading.fault(new ConfigFault(file.toString(), line, "", message));
        return empty(file, reading).brokenSection();
    }

    private static Section empty(Path file, ConfigReading reading) {
        return Section.of(reading, file, null);
    }
}
