package dev.waymark.gateway.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The faults of one body, in the order found; past {@value #MOST} they are not kept, so that an answer stays short. */
final class Faults {

    static final int MOST = 100;

    private final List<Problem.Fault> found = new ArrayList<>();

    void add(String pointer, String detail) {
        if (found.size() < MOST) {
            found.add(new Problem.Fault(pointer, detail));
        }
    }

    void addAll(List<Problem.Fault> faults) {
        faults.forEach(fault -> add(fault.pointer(), fault.detail()));
    }

    List<Problem.Fault> list() {
        return Collections.unmodifiableList(found);
    }
}
