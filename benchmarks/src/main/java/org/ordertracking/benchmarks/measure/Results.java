package org.ordertracking.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been measured so far. One thread at a time. */
public final class Results {

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<GrowthPoint> growth = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    public void fact(String name, String value) {
        facts.put(name, value);
    }

    /** Begins a workload anew: what was known of it and its rows goes. */
    public void begin(Run run, Set<String> rows) {
        runs.removeIf(other -> other.workload().equals(run.workload()));
        failures.removeIf(failure -> failure.workload().equals(run.workload()));
        samples.removeIf(sample -> rows.contains(sample.row()));
        growth.removeIf(point -> point.dimension().equals(run.workload()));
        runs.add(run);
    }

    public void add(Sample sample) {
        samples.add(sample);
    }

    public void add(GrowthPoint point) {
        growth.add(point);
    }

    public void add(Failure failure) {
        failures.add(failure);
    }

    /** Puts a run back that was measured before. */
    public void add(Run run) {
        runs.add(run);
    }

    public Map<String, String> facts() {
        return Map.copyOf(facts);
    }

    public List<Run> runs() {
        return List.copyOf(runs);
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    public List<GrowthPoint> growth() {
        return List.copyOf(growth);
    }

    public List<Failure> failures() {
        return List.copyOf(failures);
    }
}
