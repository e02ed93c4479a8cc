package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the direction of the packages: each uses only those of the lines below its own, and, within a line, nobody. */
class PackageDirectionTest {

    private static final String BASE = "dev.waymark.gateway";

    /** From the edge inwards. Packages of one line do not know each other. The empty name is {@code Main} and {@code Gateway}. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("cli"),
            List.of("sandbox"),
            List.of(""),
            List.of("console"),
            List.of("alerts"),
            List.of("deliveries"),
            List.of("responsiveness", "acks"),
            List.of("dispatch"),
            List.of("rendering"),
            List.of("followup"),
            List.of("fanout"),
            List.of("intake"),
            List.of("messages"),
            List.of("cases"),
            List.of("tasks"),
            List.of("partners"),
            List.of("signing", "identity", "journey"),
            List.of("outbox"),
            List.of("sealing"),
            List.of("smime", "jose"),
            List.of("crypto"),
            List.of("ops"),
            List.of("http"),
            List.of("pg"),
            List.of("config"),
            List.of("files", "time"),
            List.of("model"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void classes_were_found() {
        assertThat(CLASSES.size()).isGreaterThan(20);
    }

    @Test
    void every_package_has_its_place() {
        TreeSet<String> unknown = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (layerOf(type) < 0) {
                unknown.add(featureOf(type));
            }
        }
        assertThat(unknown).as("packages without a place in LAYERS").isEmpty();
    }

    @Test
    void packages_use_only_what_lies_below_them() {
        TreeSet<String> breaches = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getDirectDependenciesFromSelf().forEach(use -> {
                JavaClass target = use.getTargetClass().getBaseComponentType();
                if (!target.getPackageName().startsWith(BASE) || featureOf(type).equals(featureOf(target))) {
                    return;
                }
                // Main is the door: it alone may look up, to the commands.
                if (type.getName().matches(BASE.replace(".", "\\.") + "\\.Main(\\$.*)?")) {
                    return;
                }
                if (layerOf(target) <= layerOf(type)) {
                    breaches.add(featureOf(type) + " -> " + featureOf(target) + " (" + type.getSimpleName() + " uses "
                            + target.getSimpleName() + ")");
                }
            });
        }
        assertThat(breaches).isEmpty();
    }

    private static String featureOf(JavaClass type) {
        String rest = type.getPackageName().substring(BASE.length());
        if (rest.isEmpty()) {
            return "";
        }
        int end = rest.indexOf('.', 1);
        return rest.substring(1, end < 0 ? rest.length() : end);
    }

    private static int layerOf(JavaClass type) {
        String feature = featureOf(type);
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(feature)) {
                return layer;
            }
        }
        return -1;
    }
}
