package dev.waymark.gateway.journey;

/** A stage of the journey. Stages compare by their order in journey.yaml: a later one is greater. */
public record Stage(String name, int order) implements Comparable<Stage> {

    public boolean isAfter(Stage other) {
        return order > other.order;
    }

    @Override
    public int compareTo(Stage other) {
        return Integer.compare(order, other.order);
    }

    @Override
    public String toString() {
        return name;
    }
}
