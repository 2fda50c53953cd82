package org.ordertracking.broker.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.ordertracking.broker.console.GroupDescriber.Description;
import org.ordertracking.broker.console.view.GroupViews;
import org.ordertracking.broker.console.view.Paged;
import org.ordertracking.broker.group.GroupPartition;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.topic.Partition;

/** Consumer groups: who is in them, what they read, how far they are behind. */
public final class GroupQueries {

    /** By what a list of groups is sorted. */
    public enum Order {
        NAME,
        LAG
    }

    private static final int SHOWN_PARTITIONS = 200;
    private static final Standing NOWHERE = new Standing(0, 0, 0);

    private final ConsoleParts parts;
    private final LocalClient broker;
    private final GroupDescriber describer;

    GroupQueries(ConsoleParts parts, LocalClient broker) {
        this.parts = parts;
        this.broker = broker;
        this.describer = new GroupDescriber(broker);
    }

    /** How far a group is behind, in all. */
    private record Standing(int topics, int partitions, long lag) {}

    /**
     * Some of the groups.
     *
     * @param search part of the name; empty for all
     */
    public CompletionStage<Paged<GroupViews.Summary>> list(
            String search, Order order, boolean descending, int page, int size) {
        return all().thenCompose(listed -> {
            Map<String, Standing> standings = standings();
            Comparator<ListedGroup> by = order == Order.LAG
                    ? Comparator.comparingLong(group ->
                            standings.getOrDefault(group.groupId(), NOWHERE).lag())
                    : Comparator.comparing(ListedGroup::groupId);
            String part = search.toLowerCase(Locale.ROOT);
            List<ListedGroup> wanted = listed.stream()
                    .filter(group -> group.groupId().toLowerCase(Locale.ROOT).contains(part))
                    .sorted((descending ? by.reversed() : by).thenComparing(ListedGroup::groupId))
                    .toList();
            Paged<ListedGroup> shown = Paged.of(wanted, page, size);
            return describer
                    .describe(shown.items())
                    .thenApply(described -> new Paged<>(
                            shown.items().stream()
                                    .map(group -> summary(
                                            group,
                                            described.get(group.groupId()),
                                            standings.getOrDefault(group.groupId(), NOWHERE)))
                                    .toList(),
                            page,
                            size,
                            wanted.size()));
        });
    }

    private static GroupViews.Summary summary(ListedGroup group, Description described, Standing standing) {
        return new GroupViews.Summary(
                group.groupId(),
                group.groupType(),
                group.protocolType(),
                group.groupState(),
                described == null ? 0 : described.members().size(),
                standing.topics(),
                standing.partitions(),
                standing.lag());
    }

    /** One group; a problem when there is none of that name. */
    public CompletionStage<GroupViews.Group> one(String name) {
        return described(name).thenApply(described -> {
            Standing standing = standings().getOrDefault(name, NOWHERE);
            return new GroupViews.Group(
                    name,
                    described.type(),
                    described.protocol(),
                    described.state(),
                    described.assignor(),
                    described.epoch(),
                    described.members().size(),
                    standing.topics(),
                    standing.partitions(),
                    standing.lag());
        });
    }

    /** Some of a group's members. */
    public CompletionStage<Paged<GroupViews.Member>> members(String name, int page, int size) {
        return described(name).thenApply(described -> {
            Paged<GroupViews.Member> shown = Paged.of(described.members(), page, size);
            return new Paged<>(
                    shown.items().stream().map(GroupQueries::shortened).toList(), page, size, shown.total());
        });
    }

    private static GroupViews.Member shortened(GroupViews.Member member) {
        int left = SHOWN_PARTITIONS;
        List<GroupViews.Assigned> shown = new ArrayList<>();
        for (GroupViews.Assigned each : member.assigned()) {
            if (left <= 0) {
                break;
            }
            List<Integer> some = each.partitions()
                    .subList(0, Math.min(left, each.partitions().size()));
            shown.add(new GroupViews.Assigned(each.topic(), some));
            left -= some.size();
        }
        return new GroupViews.Member(
                member.id(), member.instance(), member.client(), member.host(), shown, member.assignedInAll());
    }

    /** Some of the offsets that a group has committed. */
    public CompletionStage<Paged<GroupViews.Offset>> offsets(String name, int page, int size) {
        return described(name).thenApply(described -> {
            Map<String, String> readers = new HashMap<>();
            for (GroupViews.Member member : described.members()) {
                for (GroupViews.Assigned assigned : member.assigned()) {
                    assigned.partitions()
                            .forEach(index -> readers.put(assigned.topic() + "-" + index, member.client()));
                }
            }
            List<GroupViews.Offset> all = parts.offsets().all().entrySet().stream()
                    .filter(entry -> entry.getKey().group().equals(name))
                    .map(entry -> offset(entry.getKey(), entry.getValue(), readers))
                    .sorted(Comparator.comparing(GroupViews.Offset::topic)
                            .thenComparingInt(GroupViews.Offset::partition))
                    .toList();
            return Paged.of(all, page, size);
        });
    }

    private GroupViews.Offset offset(GroupPartition key, long committed, Map<String, String> readers) {
        String topic = key.partition().topic();
        int index = key.partition().partition();
        PartitionLog log = parts.topics()
                .byName(topic)
                .flatMap(known -> known.partition(index))
                .map(Partition::log)
                .orElse(null);
        return new GroupViews.Offset(
                topic,
                index,
                committed,
                log == null ? -1 : log.logStartOffset(),
                log == null ? -1 : log.highWatermark(),
                log == null ? -1 : Math.max(0, log.highWatermark() - committed),
                readers.get(topic + "-" + index));
    }

    private CompletionStage<Description> described(String name) {
        return all().thenCompose(listed -> {
            ListedGroup group = listed.stream()
                    .filter(each -> each.groupId().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problems.missing(
                            "There is no group '" + name + "'.", "GET /api/groups lists those that there are."));
            return describer.describe(List.of(group)).thenApply(described -> {
                Description found = described.get(name);
                if (found == null) {
                    throw Problems.missing(
                            "The group '" + name + "' is gone.", "Its last member may have left just now.");
                }
                return found;
            });
        });
    }

    private CompletionStage<List<ListedGroup>> all() {
        return broker.ask(new ListGroupsRequestData(), ListGroupsResponseData.class)
                .thenApply(answer -> {
                    Problems.requireNone(answer.errorCode(), "Groups", null);
                    return answer.groups();
                });
    }

    private Map<String, Standing> standings() {
        Map<String, Set<String>> topics = new HashMap<>();
        Map<String, int[]> partitions = new HashMap<>();
        Map<String, long[]> lags = new HashMap<>();
        parts.offsets().all().forEach((key, committed) -> {
            topics.computeIfAbsent(key.group(), group -> new HashSet<>())
                    .add(key.partition().topic());
            partitions.computeIfAbsent(key.group(), group -> new int[1])[0]++;
            long end = parts.topics()
                    .byName(key.partition().topic())
                    .flatMap(topic -> topic.partition(key.partition().partition()))
                    .map(partition -> partition.log().highWatermark())
                    .orElse(committed);
            lags.computeIfAbsent(key.group(), group -> new long[1])[0] += Math.max(0, end - committed);
        });
        return topics.keySet().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        group -> new Standing(
                                topics.get(group).size(), partitions.get(group)[0], lags.get(group)[0])));
    }
}
