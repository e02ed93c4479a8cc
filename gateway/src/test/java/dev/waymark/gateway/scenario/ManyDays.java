package dev.waymark.gateway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Days on which cases begin, each of them going its own way, hour by hour, and what must have come of them: told from a
 * plain table, case by case.
 */
final class ManyDays {

    /** Hours between two looks. */
    static final int STEP = 6;

    /**
     * How a case goes on: what the pharmacy does, by the hour, and what falls due, by the hour.
     *
     * <p>All are asked for information within 24 hours; each step begins with what is due, and then somebody moves.
     */
    record Way(String name, Map<Integer, String> moves, Map<String, List<Integer>> due) {}

    private static final List<Way> WAYS = List.of(
            new Way(
                    "never-answers",
                    Map.of(),
                    Map.of(
                            "reminder", List.of(12, 18),
                            "escalated", List.of(24),
                            "supervisor", List.of(48),
                            "task-overdue", List.of(24),
                            "at-risk", List.of(18))),
            new Way(
                    "answers-and-does-nothing",
                    Map.of(6, "acknowledge"),
                    Map.of(
                            "reminder", List.of(36, 42),
                            "escalated", List.of(48),
                            "supervisor", List.of(72),
                            "task-overdue", List.of(24),
                            "at-risk", List.of(18))),
            new Way(
                    "is-reminded-and-does-it",
                    Map.of(12, "acknowledge", 18, "case.cancelled"),
                    Map.of("reminder", List.of(12), "at-risk", List.of(18))),
            new Way(
                    "holds-for-two-days",
                    Map.of(6, "on-hold", 54, "in-progress"),
                    Map.of(
                            "reminder", List.of(84, 90),
                            "escalated", List.of(96),
                            "supervisor", List.of(120),
                            "task-overdue", List.of(72),
                            "at-risk", List.of(66))));

    private record Case(String code, Way way, int began, String task) {}

    private final FollowedUp world;
    private final List<Case> cases = new ArrayList<>();
    private int hour;

    ManyDays(FollowedUp world) {
        this.world = world;
    }

    /** One case of each way, from now on. */
    void begin() {
        for (Way way : WAYS) {
            String code = "C-" + hour + "-" + way.name();
            cases.add(new Case(code, way, hour, world.ask(code)));
        }
    }

    void pass(int hours) {
        for (int i = 0; i < hours; i += STEP) {
            passWith(() -> {});
        }
    }

    /** One step, with something happening as soon as time moved. */
    private void passWith(Runnable meanwhile) {
        hour += STEP;
        world.gateway.clocks.advance(Duration.ofHours(STEP));
        meanwhile.run();
        world.settle();
        boolean moved = false;
        for (Case one : cases) {
            String move = one.way().moves().get(hour - one.began());
            if (move != null) {
                move(one, move);
                moved = true;
            }
        }
        if (moved) {
            world.settle();
        }
    }

    /**
     * Steps until something is due, and lets the other node take it: it is killed while its transaction waits for the row of
     * a task, which is held meanwhile.
     */
    void passUntilKilledAmid(OtherNode other) {
        AtomicBoolean killed = new AtomicBoolean();
        while (!killed.get()) {
            try (Connection holder = Sql.connect(world.gateway.database);
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                statement.execute("select from task for update");
                passWith(() -> {
                    if (isAnyTaskDue()) {
                        await().until(() -> other.tookItFirst());
                        other.kill();
                        killed.set(true);
                    }
                    release(holder);
                });
            } catch (SQLException failed) {
                throw new AssertionError(failed);
            }
        }
    }

    private boolean isAnyTaskDue() {
        return Sql.count(world.gateway, "task_follow_up where next_at <= '" + world.gateway.clocks.business() + "'")
                > 0;
    }

    private static void release(Connection holder) {
        try {
            holder.rollback();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private void move(Case one, String move) {
        switch (move) {
            case "acknowledge" -> world.acknowledge(one.task());
            case "case.cancelled" -> world.report(one.code(), move);
            default -> world.status(one.task(), move);
        }
    }

    /** Each step, each alert and each mail came once: no more of it, and no less. */
    void assertEachOnce() {
        Map<String, Map<String, Long>> expected = new TreeMap<>();
        Map<String, Map<String, Long>> seen = new TreeMap<>();
        for (Case one : cases) {
            Map<String, Long> due = new TreeMap<>();
            one.way().due().forEach((what, hours) -> due.put(what, passed(one, hours)));
            due.put("urgent mail", 2L);
            expected.put(one.code(), nonZero(due));
            seen.put(one.code(), nonZero(seen(one)));
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(world.mails("sam@care.example")).hasSize(cases.size() + sum(expected, "supervisor"));
        assertThat(world.mails("maria@care.example")).hasSize(cases.size());
        assertThat(world.mails("jane@rx-three.example")).hasSize(cases.size() + sum(expected, "reminder"));
        assertThat(world.mails("john@rx-three.example")).hasSize(sum(expected, "escalated"));
    }

    private long passed(Case one, List<Integer> hours) {
        return hours.stream().filter(due -> one.began() + due <= hour).count();
    }

    private Map<String, Long> seen(Case one) {
        Map<String, Long> seen = world.pharmacy.endpoint.accepted().stream()
                .filter(got ->
                        got.json().getJsonObject("data").getString("case").equals("orphan-x/" + one.code()))
                .map(got -> got.json().getString("type"))
                .filter(type -> type.endsWith(".reminder") || type.endsWith(".escalated"))
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
        for (String kind : List.of("task-overdue", "at-risk", "stalled")) {
            seen.put(kind, count(one, "alert a", "a.kind = '" + kind + "'"));
        }
        seen.put("supervisor", count(one, "notification a", "a.recipient = 'user/sam' and a.task is not null"));
        seen.put("urgent mail", count(one, "notification a", "a.recipient like 'user/%' and a.task is null"));
        return seen;
    }

    private long count(Case one, String table, String condition) {
        return Sql.count(
                world.gateway,
                table + " join care_case c on c.id = a.case_id where c.code = '" + one.code() + "' and " + condition);
    }

    private static Map<String, Long> nonZero(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    private static int sum(Map<String, Map<String, Long>> counts, String what) {
        return (int) counts.values().stream()
                .mapToLong(one -> one.getOrDefault(what, 0L))
                .sum();
    }
}
