package dev.waymark.gateway.ops;

import java.nio.file.Path;
import java.util.Map;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;

/**
 * Brings every log into one stream: SLF4J, java.util.logging and the log of Vert.x end in Log4j, which {@code log4j2.xml}
 * directs. To be called before anything else in the program logs.
 */
public final class Logs {

    private Logs() {}

    public static void install() {
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
    }

    /**
     * From now on to this file, and nowhere else, until closed: for a command that has the screen for itself.
     *
     * @param file made where there is none, else written on
     */
    public static ToFile toFile(Path file) {
        return new ToFile(LoggerContext.getContext(false), file);
    }

    /** Logs that go to a file; closing it brings back what was before. */
    public static final class ToFile implements AutoCloseable {

        private static final String NAME = "file";

        private final LoggerContext context;
        private final LoggerConfig root;
        private final Map<String, Appender> before;
        private final FileAppender appender;

        private ToFile(LoggerContext context, Path file) {
            this.context = context;
            this.root = context.getConfiguration().getRootLogger();
            this.before = Map.copyOf(root.getAppenders());
            this.appender = FileAppender.newBuilder()
                    .setName(NAME)
                    .setFileName(file.toString())
                    .setConfiguration(context.getConfiguration())
                    .setLayout(before.values().stream()
                            .findFirst()
                            .<Layout<?>>map(Appender::getLayout)
                            .orElseGet(PatternLayout::createDefaultLayout))
                    .build();
            appender.start();
            before.keySet().forEach(root::removeAppender);
            root.addAppender(appender, null, null);
            context.updateLoggers();
        }

        @Override
        public void close() {
            root.removeAppender(NAME);
            before.values().forEach(one -> root.addAppender(one, null, null));
            context.updateLoggers();
            appender.stop();
        }
    }
}
