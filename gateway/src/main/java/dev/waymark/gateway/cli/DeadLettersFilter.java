package dev.waymark.gateway.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code --lane}, {@code --reason} and {@code --program}: which dead letters. */
final class DeadLettersFilter {

    @Option(
            names = "--lane",
            paramLabel = "LANE",
            description = "Those of one endpoint: webhook/PARTNER, sms/PROVIDER or email.")
    private Optional<String> lane = Optional.empty();

    @Option(names = "--reason", paramLabel = "CODE", description = "Those with this reason, such as http-404.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--program", paramLabel = "ID", description = "Those of one program.")
    private Optional<String> program = Optional.empty();

    boolean isEmpty() {
        return given().isEmpty();
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        lane.ifPresent(value -> given.put("lane", value));
        reason.ifPresent(value -> given.put("reason", value));
        program.ifPresent(value -> given.put("program", value));
        return given;
    }

    /** With what comes besides, as a query; begins with a question mark unless it is empty. */
    String query(Map<String, String> more) {
        Map<String, String> all = given();
        all.putAll(more);
        String query = all.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        given().forEach(json::put);
        return json;
    }
}
