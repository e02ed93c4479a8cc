package dev.waymark.gateway.responsiveness;

import dev.waymark.gateway.http.Answers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The same answers as {@code text/csv} (RFC 4180), for whoever opens them in a spreadsheet: a cell that such a program
 * would take for a formula begins with an apostrophe. Stateless.
 */
final class Csv {

    /**
     * One table of an answer.
     *
     * @param file what it is called when it is kept
     * @param member where its rows stand in the answer
     */
    record Table(String file, String member, List<String> columns) {

        /** @param columns their names, with spaces between */
        static Table of(String file, String member, String columns) {
            return new Table(file, member, List.of(columns.strip().split("\\s+")));
        }
    }

    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** Whether the caller likes {@code text/csv} better than JSON. */
    static boolean isWanted(RoutingContext context) {
        for (MIMEHeader accepted : context.parsedHeaders().accept()) {
            String component = accepted.component();
            if (component.equals("text") && (accepted.subComponent().equals("csv") || isAny(accepted))) {
                return accepted.weight() > 0;
            }
            if (component.equals("*") || component.equals("application")) {
                return false;
            }
        }
        return false;
    }

    private static boolean isAny(MIMEHeader accepted) {
        return accepted.subComponent().equals("*");
    }

    /** {@code 200} with the rows that are this member of the answer; where it goes on, with a link to the next page. */
    static void answer(RoutingContext context, Table table, JsonObject answer) {
        if (!Answers.isOpen(context)) {
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + table.file() + ".csv\"");
        if (answer.getString("next") != null) {
            context.response().putHeader("Link", "<?" + next(context, answer.getString("next")) + ">; rel=\"next\"");
        }
        Answers.bytes(
                context,
                200,
                "text/csv; charset=utf-8; header=present",
                Buffer.buffer(write(table.columns(), answer.getJsonArray(table.member()))));
    }

    private static String next(RoutingContext context, String after) {
        String rest = Optional.ofNullable(context.request().query()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .filter(part -> !part.startsWith("after="))
                .map(part -> part + "&")
                .collect(Collectors.joining());
        return rest + "after=" + after;
    }

    static String write(List<String> columns, JsonArray rows) {
        StringBuilder text = new StringBuilder(line(columns));
        rows.forEach(each -> {
            JsonObject row = (JsonObject) each;
            text.append(line(
                    columns.stream().map(column -> cell(row.getValue(column))).toList()));
        });
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::quote).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        String text = value instanceof JsonArray words
                ? words.stream().map(Csv::word).collect(Collectors.joining(" "))
                : value.toString();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** One of several in a cell; a time from and until is one as ISO 8601 has it. */
    private static String word(Object value) {
        return value instanceof JsonObject parts
                ? parts.stream().map(part -> String.valueOf(part.getValue())).collect(Collectors.joining("/"))
                : value.toString();
    }

    private static String quote(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
