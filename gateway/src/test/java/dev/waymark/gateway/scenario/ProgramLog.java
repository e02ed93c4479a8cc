package dev.waymark.gateway.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;

/** What the program writes to its log while this is open: as it writes it, from info on. */
final class ProgramLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Configuration configuration = LoggerContext.getContext(false).getConfiguration();
    private final Level before = configuration.getRootLogger().getLevel();
    private final JsonTemplateLayout layout = JsonTemplateLayout.newBuilder()
            .setConfiguration(configuration)
            .setEventTemplateUri("classpath:waymark-log.json")
            .setStackTraceElementTemplateUri("classpath:waymark-log-frame.json")
            .setMaxStringLength(16_384)
            .build();
    private final AbstractAppender appender =
            new AbstractAppender("program", null, layout, true, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    lines.add(layout.toSerializable(event));
                }
            };

    ProgramLog() {
        appender.start();
        configuration.getRootLogger().addAppender(appender, null, null);
        Configurator.setLevel(LogManager.ROOT_LOGGER_NAME, Level.INFO);
        // The SMTP server of the far side, in the words of log4j2.xml: it tells addresses.
        Configurator.setLevel("com.icegreen", Level.WARN);
    }

    String text() {
        return String.join("", lines);
    }

    @Override
    public void close() {
        configuration.getRootLogger().removeAppender("program");
        Configurator.setLevel(LogManager.ROOT_LOGGER_NAME, before);
        appender.stop();
    }
}
