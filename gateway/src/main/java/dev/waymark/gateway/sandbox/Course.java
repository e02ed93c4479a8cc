package dev.waymark.gateway.sandbox;

import java.util.List;

/**
 * The ways a case can go, each a list of what is reported, by whom, and how many hours after the one before. What a
 * partner was asked, its next step completes.
 */
record Course(String name, List<Step> steps) {

    /** Who reports. */
    enum Sender {
        HUB,
        PHARMACY
    }

    /** One milestone, {@code least} to {@code most} hours after the one before. */
    record Step(Sender sender, String code, int least, int most) {}

    Course {
        steps = List.copyOf(steps);
    }

    private static final String ENROLLED =
            "h referral.received 0 1, h referral.triaged 2 8, h consent.requested 1 4, h consent.obtained 6 50, ";
    private static final String AUTHORIZED = "h benefits.started 1 6, h benefits.completed 10 40,"
            + " h prior-auth.required 2 8, h prior-auth.submitted 6 44, ";
    private static final String SHIPPED = "p fulfillment.scheduled 6 44, p fulfillment.shipped 20 60,"
            + " p fulfillment.delivered 22 64, h therapy.first-dose 20 120, ";
    private static final String REFILLED = "p therapy.refill-due 240 300, p therapy.refill-shipped 10 70";

    static final List<Course> ALL = List.of(
            of("straight", ENROLLED + AUTHORIZED + "h prior-auth.approved 40 130, " + SHIPPED + REFILLED),
            of(
                    "asked for more",
                    ENROLLED + AUTHORIZED + "h prior-auth.info-requested 20 60, p prior-auth.submitted 3 40,"
                            + " h prior-auth.approved 40 100, " + SHIPPED + REFILLED),
            of(
                    "denied first",
                    ENROLLED + AUTHORIZED
                            + "h prior-auth.denied 40 100, h appeal.started 5 60, h appeal.submitted 4 30,"
                            + " h appeal.overturned 60 120, h prior-auth.approved 1 4, " + SHIPPED + REFILLED),
            of(
                    "sent in incomplete",
                    "h referral.incomplete 0 1, " + ENROLLED + AUTHORIZED + "h prior-auth.approved 40 130, " + SHIPPED
                            + REFILLED),
            of(
                    "not covered",
                    ENROLLED + "h benefits.started 1 6, h benefits.not-covered 10 40, h assistance.applied 4 20,"
                            + " h assistance.bridge-approved 10 30, h assistance.approved 40 100,"
                            + " p fulfillment.ready 4 20, p fulfillment.unreachable 6 20, " + SHIPPED + REFILLED),
            of(
                    "held up",
                    ENROLLED + AUTHORIZED + "h prior-auth.approved 40 130, p fulfillment.scheduled 6 30,"
                            + " p fulfillment.on-hold 4 24, " + SHIPPED + REFILLED),
            of(
                    "not wanted",
                    "h referral.received 0 1, h consent.requested 2 8, h consent.declined 8 60, h case.cancelled 1 5"));

    private static Course of(String name, String steps) {
        return new Course(
                name,
                List.of(steps.split(",")).stream()
                        .map(String::strip)
                        .filter(step -> !step.isEmpty())
                        .map(Course::step)
                        .toList());
    }

    private static Step step(String text) {
        List<String> words = List.of(text.split(" "));
        return new Step(
                words.get(0).equals("h") ? Sender.HUB : Sender.PHARMACY,
                words.get(1),
                Integer.parseInt(words.get(2)),
                Integer.parseInt(words.get(3)));
    }
}
