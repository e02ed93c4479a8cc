package dev.waymark.gateway.journey;

import dev.waymark.gateway.model.MilestoneCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The journey as journey.yaml has it: stages in order, and what each milestone means. Immutable, thread-safe. */
public final class Journey {

    private static final int NEAREST = 3;
    private static final int VERSION_BYTES = 6;
    private static final int LONGEST_COMPARED = 100;

    private final List<Stage> stages;
    private final Map<MilestoneCode, MilestonePolicy> policies;
    private final Duration tellWithin;
    private final PeopleRules people;
    private final FollowUpPolicy followUp;
    private final String version;

    /** @param content of the file, all of it */
    Journey(
            List<Stage> stages,
            Collection<MilestonePolicy> policies,
            Duration tellWithin,
            PeopleRules people,
            FollowUpPolicy followUp,
            String content) {
        this.stages = List.copyOf(stages);
        this.policies = new LinkedHashMap<>();
        policies.forEach(policy -> this.policies.put(policy.code(), policy));
        this.tellWithin = tellWithin;
        this.people = people;
        this.followUp = followUp;
        this.version = hash(content);
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Names this content of the file, whatever its comments and its layout; each task keeps the one that it was made by. */
    public String version() {
        return version;
    }

    /** In order, the first one first; never empty. */
    public List<Stage> stages() {
        return stages;
    }

    /** Every code, in the order of the file. */
    public List<MilestoneCode> codes() {
        return List.copyOf(policies.keySet());
    }

    /** Empty for a code that the journey does not know (any more). */
    public Optional<MilestonePolicy> policy(MilestoneCode code) {
        return Optional.ofNullable(policies.get(code));
    }

    public Optional<Stage> stage(MilestoneCode code) {
        return policy(code).map(MilestonePolicy::stage);
    }

    /** The three codes nearest to what somebody wrote: those that begin so, then those with fewest letters to change. */
    public List<MilestoneCode> nearest(String text) {
        String lower =
                text.substring(0, Math.min(text.length(), LONGEST_COMPARED)).toLowerCase(Locale.ROOT);
        Map<MilestoneCode, Integer> distances = new LinkedHashMap<>();
        policies.keySet().forEach(code -> distances.put(code, distance(lower, code.value())));
        return distances.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(NEAREST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int distance(String written, String code) {
        return !written.isEmpty() && code.startsWith(written) ? -1 : EditDistance.between(written, code);
    }

    /** An event whose time is older than this when it is accepted asks and tells nobody. */
    public Duration tellWithin() {
        return tellWithin;
    }

    /** What stops messages to patient and caregivers. */
    public PeopleRules people() {
        return people;
    }

    /** What happens while a task that asks {@code code} is not answered; of what no milestone asks, the usual. */
    public FollowUpPolicy followUp(Optional<MilestoneCode> code) {
        return code.flatMap(this::policy).flatMap(MilestonePolicy::followUp).orElse(followUp);
    }

    /** Whether {@code newer}, coming after {@code older}, completes what that asks, or closes the case. */
    public boolean ends(MilestoneCode newer, MilestoneCode older) {
        return closes(newer)
                || policy(older)
                        .filter(policy -> policy.endedBy().contains(newer))
                        .isPresent();
    }

    /** Whether this code ends every task, and the case. */
    public boolean closes(MilestoneCode code) {
        return policy(code).filter(MilestonePolicy::closes).isPresent();
    }

    /** What a correction of {@code before} by {@code after} does to the task that {@code before} made. */
    public CorrectionEffect correct(MilestoneCode before, MilestoneCode after) {
        return CorrectionEffect.of(
                policy(before).flatMap(MilestonePolicy::task), policy(after).flatMap(MilestonePolicy::task));
    }
}
