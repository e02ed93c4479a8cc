package dev.waymark.gateway.cli;

import dev.waymark.gateway.Configuration;
import dev.waymark.gateway.config.ConfigException;
import dev.waymark.gateway.pg.SqlState;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = "Starts the gateway and stays until it is stopped.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  waymark serve                                     in a folder with a waymark.yaml",
            "  waymark serve --config my-waymark/waymark.yaml",
            "",
            "SIGTERM: no new work is taken, what is in flight ends, exit within 20 s.",
            "SIGHUP:  partners, users, programs and journey are read again, all or nothing.",
            "Templates are read again as they change; with a fault, the last good ones stay in use."
        })
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    /** Protocol, section 12: exit within 20 s. */
    private static final long STOP_SECONDS = 20;

    private final Starter starter;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    ServeCommand(Starter starter, Surroundings surroundings) {
        this.starter = starter;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Starter.Running running = start(config.read(surroundings));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Waymark answers at " + running.address());
        out.flush();
        CountDownLatch stopped = new CountDownLatch(1);
        Signals.onTermination(() -> {
            stop(running);
            stopped.countDown();
        });
        Signals.onHangUp(() -> reload(running));
        stopped.await();
        return ExitCodes.DONE;
    }

    private Starter.Running start(Configuration configuration) throws InterruptedException {
        configuration.warnings().forEach(LOG::warn);
        try {
            return starter.start(configuration)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            LOG.debug("the gateway does not start", e.getCause());
            throw CommandFailed.failed(
                    "the gateway does not start: " + messageOf(e.getCause() == null ? e : e.getCause()));
        }
    }

    private void reload(Starter.Running running) {
        try {
            Configuration again = config.read(surroundings);
            again.warnings().forEach(LOG::warn);
            running.reload(again)
                    .onSuccess(done -> LOG.info("partners, users, programs and journey are read again"))
                    .onFailure(failure -> LOG.error(
                            "what was read again was not taken over: the old stays: sqlstate={}",
                            SqlState.of(failure),
                            failure));
        } catch (ConfigException e) {
            e.faults().forEach(fault -> LOG.error("not read again, the old stays: {}", fault));
        }
    }

    private static void stop(Starter.Running running) {
        try {
            running.stop().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("stopped before everything in flight had ended; it goes on with the next start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String messageOf(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }
}
