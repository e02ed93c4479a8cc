package dev.waymark.gateway.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * Bounds what labels may say: our own a word of small letters with no digits but a few, at most {@value #MOST} different sets
 * of them a figure, and methods of HTTP that exist. What is beyond is counted as {@code other}.
 */
final class MetricLabels implements MeterFilter {

    static final int MOST = 200;

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-.*|.*\\d{5}.*");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final ConcurrentMap<String, Set<List<Tag>>> seen = new ConcurrentHashMap<>();

    @Override
    public Meter.Id map(Meter.Id id) {
        if (id.getTags().isEmpty()) {
            return id;
        }
        List<Tag> tags = new ArrayList<>();
        for (Tag tag : id.getTags()) {
            tags.add(isBounded(id, tag) ? tag : Tag.of(tag.getKey(), "other"));
        }
        return id.replaceTags(tags);
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        Set<List<Tag>> sets = seen.computeIfAbsent(id.getName(), first -> ConcurrentHashMap.newKeySet());
        if (sets.size() < MOST) {
            sets.add(id.getTags());
        }
        return sets.contains(id.getTags()) ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }

    private static boolean isBounded(Meter.Id id, Tag tag) {
        if (tag.getKey().equals("method") && !METHODS.contains(tag.getValue())) {
            return false;
        }
        if (!id.getName().startsWith("waymark_")) {
            return true;
        }
        return WORD.matcher(tag.getValue()).matches()
                && !ID.matcher(tag.getValue()).matches();
    }
}
