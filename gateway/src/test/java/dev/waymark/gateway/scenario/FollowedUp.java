package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A gateway whose pharmacy has two contacts and whose staff have mail, as time passes and nobody moves, or somebody does. */
final class FollowedUp implements AutoCloseable {

    private static final String DUE = """
            select (select count(*) from fanout_due) + (select count(*) from outbox where retry_at <= '%1$s')
                + (select count(*) from task_follow_up where next_at <= '%1$s')
                + (select count(*) from case_standing where next_change_at <= '%1$s')
                + (select count(*) from alert_follow_up where next_at <= '%1$s')
            """;

    final TestGateway gateway;
    final TestPartner pharmacy;
    private final Vertx far = Vertx.vertx();

    FollowedUp(Path folder) {
        pharmacy = new TestPartner("rx-three", "specialty_pharmacy", new FarSide(far), true, """
                    contacts:
                      - {name: Jane Roe, email: jane@rx-three.example}
                      - {name: John Doe, email: john@rx-three.example}
                """);
        gateway = new TestGateway(folder, List.of(pharmacy), Setup.withStaffMail());
    }

    /** A case with this pharmacy. */
    void enrol(String careCase) {
        JsonObject roster = Cases.withoutPeople();
        roster.getJsonArray("partners").getJsonObject(1).put("id", "rx-three");
        assertThat(gateway.hub
                        .put(gateway, "/v1/programs/orphan-x/cases/" + careCase, roster)
                        .status())
                .isEqualTo(201);
    }

    /** A case on which the pharmacy is asked for information, within 24 hours; gives the task. */
    String ask(String careCase) {
        enrol(careCase);
        report(careCase, "prior-auth.info-requested");
        settle();
        return Sql.text(
                gateway,
                "select t.id from task t join care_case c on c.id = t.case_id where c.code = '" + careCase + "'");
    }

    void report(String careCase, String code) {
        assertThat(gateway.hub
                        .milestone(
                                gateway,
                                gateway.hub.event(
                                        careCase + "-" + code,
                                        code,
                                        "orphan-x/" + careCase,
                                        gateway.clocks.business(),
                                        new JsonObject()))
                        .status())
                .isEqualTo(202);
    }

    /** The pharmacy acknowledges what requested this task. */
    void acknowledge(String task) {
        String requested = Sql.text(
                gateway,
                "select id from notification where task = '" + task + "' and recipient = 'partner/rx-three'"
                        + " and purpose = 'requested'");
        acknowledgeNotification(requested);
    }

    void acknowledgeNotification(String notification) {
        assertThat(pharmacy.post(
                                gateway,
                                "/v1/notifications/" + notification + "/acknowledgment",
                                new JsonObject().put("by", "jane@rx-three.example"))
                        .status())
                .isEqualTo(200);
    }

    void status(String task, String status) {
        assertThat(pharmacy.post(
                                gateway,
                                "/v1/tasks/" + task + "/status",
                                new JsonObject().put("status", status).put("reason", "waiting for the clinic"))
                        .status())
                .isEqualTo(200);
    }

    /** Time passes, and all that falls due meanwhile is done. */
    void pass(Duration time) {
        gateway.clocks.advance(time);
        settle();
    }

    void passHours(int hours) {
        pass(Duration.ofHours(hours));
    }

    /** Until nothing is due. */
    void settle() {
        String due = DUE.formatted(gateway.clocks.business());
        try (Connection connection = Sql.connect(gateway.database);
                Statement statement = connection.createStatement()) {
            await().pollInterval(Duration.ofMillis(50)).until(() -> count(statement, due) == 0);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The types of what came to the pharmacy's webhook of this task, in the order in which it came. */
    List<String> webhooks(String task) {
        return pharmacy.endpoint.accepted().stream()
                .map(FarSide.Received::json)
                .filter(event -> event.getJsonObject("data").getJsonObject("task") != null)
                .filter(event -> task.equals(
                        event.getJsonObject("data").getJsonObject("task").getString("task")))
                .map(event -> event.getString("type").replace("waymark.task.", ""))
                .toList();
    }

    /** The subjects of what was mailed there. */
    List<String> mails(String address) {
        return Arrays.stream(gateway.smtp.getReceivedMessages())
                .filter(mail -> to(mail).contains(address))
                .map(FollowedUp::subject)
                .toList();
    }

    boolean isTo(Message mail, String address) {
        return to(mail).contains(address);
    }

    private static String to(Message mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String subject(Message mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    long alerts(String kind) {
        return Sql.count(gateway, "alert where kind = '" + kind + "'");
    }

    @Override
    public void close() {
        gateway.close();
        Waiting.await(far.close());
    }
}
