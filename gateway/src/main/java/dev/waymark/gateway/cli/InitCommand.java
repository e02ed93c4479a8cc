package dev.waymark.gateway.cli;

import dev.waymark.gateway.PackedConf;
import dev.waymark.gateway.identity.Argon2Hash;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = "Writes a commented configuration into a new folder, with a folder for the gateway's keys and one"
                + " administrator, whose password is printed once.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark init my-waymark",
            "  waymark serve --config my-waymark/waymark.yaml",
            "",
            "A folder with something in it is left alone. The keys are made by the first start."
        })
final class InitCommand implements Callable<Integer> {

    private static final List<String> COPIED =
            List.of("waymark.yaml", "partners.yaml", "programs.yaml", "journey.yaml");

    /** Without those that look alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP = 5;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder; made where there is none.")
    private Path folder = Path.of("");

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        refuseUsed();
        String password = password(surroundings.random());
        PrivateFiles.createFolder(folder);
        COPIED.forEach(name -> PrivateFiles.writeNew(folder.resolve(name), PackedConf.text(name)));
        PrivateFiles.writeNew(folder.resolve("users.yaml"), users(password));
        PrivateFiles.createFolder(folder.resolve("keys"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Written to " + folder
                + ": waymark.yaml, partners.yaml, users.yaml, programs.yaml, journey.yaml, keys/");
        out.println();
        out.println("Administrator:  admin");
        out.println("Password:       " + password + "   (stands nowhere else: keep it now)");
        out.println();
        out.println("Next:");
        out.println("  " + Invocation.text() + " check --config " + folder.resolve("waymark.yaml"));
        out.println("  " + Invocation.text() + " serve --config " + folder.resolve("waymark.yaml"));
        out.flush();
        return ExitCodes.DONE;
    }

    private void refuseUsed() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw CommandFailed.misused(folder + " is a file: name a folder");
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw CommandFailed.misused(folder + " is not empty, and is left alone: name another folder");
                }
            }
        }
    }

    private String users(String password) {
        String admin =
                """
                users:
                  - user: admin
                    name: Administrator
                    password: "%s"
                    roles: [admin, operator]
                """.formatted(Argon2Hash.make(password, surroundings.random()).phc());
        String packed = PackedConf.text("users.yaml");
        if (!packed.contains("\nusers: []\n")) {
            throw new IllegalStateException("the packed users.yaml has no place for the administrator");
        }
        return packed.replace("\nusers: []\n", "\n" + admin);
    }

    /** 25 of 31 letters: about 124 bits. */
    private static String password(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            password.append(i > 0 && i % GROUP == 0 ? "-" : "")
                    .append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
