package dev.waymark.gateway;

import dev.waymark.gateway.config.Section;
import java.util.Set;
import java.util.TreeSet;

/** The keys that a file has, as {@code ConfigReading.asked} writes them. */
final class YamlKeys {

    private YamlKeys() {}

    static Set<String> of(Section section, String prefix) {
        Set<String> keys = new TreeSet<>();
        for (String name : section.names()) {
            String pattern = prefix + (prefix.equals("sms.providers.") ? "*" : name);
            keys.add(pattern);
            if (section.isSection(name)) {
                keys.addAll(of(section.section(name), pattern + "."));
            }
        }
        return keys;
    }
}
