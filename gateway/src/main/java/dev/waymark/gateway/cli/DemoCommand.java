package dev.waymark.gateway.cli;

import dev.waymark.gateway.ops.Logs;
import dev.waymark.gateway.sandbox.Demo;
import dev.waymark.gateway.sandbox.Folder;
import dev.waymark.gateway.sandbox.Rest;
import dev.waymark.gateway.sandbox.Screen;
import dev.waymark.gateway.sandbox.Tour;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the gateway at work, with nothing set up. */
@Command(
        name = "demo",
        description =
                "Starts a gateway with a database, a mail server, a text provider and three partners of its own, all on"
                        + " this machine, plays six invented weeks in about a minute, and goes on in real time.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark demo                      in a new folder, which is taken away at the end",
            "  waymark demo --keep my-demo       in a folder to go on with later",
            "  waymark demo --once               a short tour that checks every leg: exit code 0, or 1 naming what failed",
            "",
            "It prints the console's address, a login, and a command that sends an event of your own. It listens on loopback",
            "alone, at port 8080 or, if that is taken, another. Ctrl-C ends it."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final long STOP_SECONDS = 20;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--once", description = "Plays a short tour, prints what was seen leg by leg, and ends.")
    private boolean once;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keeps everything in this folder, and goes on with what is there.")
    private Optional<Path> keep = Optional.empty();

    public DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (once && keep.isPresent()) {
            throw CommandFailed.misused("--once always has a new folder: leave --keep out");
        }
        Folder folder = folder();
        Rest rest = new Rest();
        CountDownLatch ended = new CountDownLatch(1);
        Signals.onTermination(() -> end(rest, ended));
        Screen screen = new Screen(spec.commandLine().getOut(), onTerminal());
        Logs.ToFile log = Logs.toFile(folder.log());
        try {
            return once ? tour(folder, screen, rest) : demo(folder, screen, rest);
        } finally {
            log.close();
            folder.clear();
            ended.countDown();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // Main asks for the console that is null without a terminal
    private static boolean onTerminal() {
        return System.console() != null;
    }

    private int demo(Folder folder, Screen screen, Rest rest) throws InterruptedException {
        new Demo(folder, screen, rest, surroundings.random()).run(DemoCommand::sendLine);
        screen.say("Stopped.");
        return ExitCodes.DONE;
    }

    private int tour(Folder folder, Screen screen, Rest rest) throws InterruptedException {
        Optional<String> failed = new Tour(folder, screen, rest, surroundings.random()).run();
        failed.ifPresent(leg -> {
            throw CommandFailed.failed("failed: " + leg);
        });
        return ExitCodes.DONE;
    }

    private Folder folder() {
        try {
            return keep.map(Folder::kept).orElseGet(Folder::fresh);
        } catch (IllegalArgumentException refused) {
            throw CommandFailed.misused(String.valueOf(refused.getMessage()));
        }
    }

    private static void end(Rest rest, CountDownLatch ended) {
        rest.stop();
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sendLine(Path key, URI gateway, Path events) {
        return Invocation.fromAnywhere() + " send --key " + quoted(key) + " --url " + gateway + " " + quoted(events);
    }

    private static String quoted(Path path) {
        return Invocation.quoted(path.toAbsolutePath().toString());
    }
}
