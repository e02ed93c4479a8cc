package dev.waymark.gateway.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest has it. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Optional<String> packed =
                Optional.ofNullable(VersionText.class.getPackage().getImplementationVersion());
        return new String[] {
            "waymark " + packed.orElse("(not packed)"),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
        };
    }
}
