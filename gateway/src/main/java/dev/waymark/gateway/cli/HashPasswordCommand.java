package dev.waymark.gateway.cli;

import dev.waymark.gateway.identity.Argon2Hash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "hash-password",
        description = "Reads a password from standard input and prints its Argon2id hash, for users.yaml.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark hash-password                  asks, and does not show what is typed",
            "  pass show waymark/maria | waymark hash-password",
            "",
            "Put it between quotes:  password: \"$argon2id$v=19$…\""
        })
final class HashPasswordCommand implements Callable<Integer> {

    /** NIST SP 800-63B-4, 3.1.1.2, for a password that stands alone. */
    private static final int GOOD_LENGTH = 15;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HashPasswordCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    @SuppressWarnings("SystemConsoleNull") // Main asks for the console that is null without a terminal
    public Integer call() throws IOException {
        Console console = System.console();
        String password = console == null ? fromInput() : fromConsole(console);
        if (password.isEmpty()) {
            throw CommandFailed.misused("there is no password on standard input");
        }
        if (password.codePointCount(0, password.length()) < GOOD_LENGTH) {
            spec.commandLine()
                    .getErr()
                    .println("note: a password of fewer than " + GOOD_LENGTH + " characters is weak");
            spec.commandLine().getErr().flush();
        }
        spec.commandLine()
                .getOut()
                .println(Argon2Hash.make(password, surroundings.random()).phc());
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private String fromInput() throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(surroundings.input(), StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    private static String fromConsole(Console console) {
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Again: ");
        if (!Arrays.equals(first, second)) {
            throw CommandFailed.misused("the two are not the same");
        }
        return first == null ? "" : new String(first);
    }
}
