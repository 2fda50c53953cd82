package org.ordertracking.broker.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.ordertracking.broker.console.view.ConfigViews;

/** Settings, with where their values come from: what a client is told that describes them. */
public final class ConfigQueries {
    private final ConsoleParts parts;
    private final LocalClient broker;

    ConfigQueries(ConsoleParts parts, LocalClient broker) {
        this.parts = parts;
        this.broker = broker;
    }

    public CompletionStage<List<ConfigViews.Setting>> ofTopic(String name) {
        return describe(ConfigResource.Type.TOPIC, name);
    }

    public CompletionStage<List<ConfigViews.Setting>> ofBroker() {
        return describe(
                ConfigResource.Type.BROKER, String.valueOf(parts.node().get().id()));
    }

    private CompletionStage<List<ConfigViews.Setting>> describe(ConfigResource.Type type, String name) {
        DescribeConfigsRequestData request = new DescribeConfigsRequestData()
                .setIncludeSynonyms(true)
                .setIncludeDocumentation(true)
                .setResources(List.of(
                        new DescribeConfigsResource().setResourceType(type.id()).setResourceName(name)));
        return broker.ask(request, DescribeConfigsResponseData.class)
                .thenApply(answer -> settings(answer.results().get(0)));
    }

    private static List<ConfigViews.Setting> settings(DescribeConfigsResult result) {
        Problems.requireNone(result.errorCode(), "Settings of '" + result.resourceName() + "'", result.errorMessage());
        return result.configs().stream()
                .map(ConfigQueries::view)
                .sorted(Comparator.comparing(ConfigViews.Setting::name))
                .toList();
    }

    private static ConfigViews.Setting view(DescribeConfigsResourceResult config) {
        return new ConfigViews.Setting(
                config.name(),
                config.isSensitive() ? null : config.value(),
                source(config.configSource()),
                config.readOnly(),
                config.isSensitive(),
                DescribeConfigsResponse.ConfigType.forId(config.configType())
                        .name()
                        .toLowerCase(Locale.ROOT),
                config.documentation(),
                config.synonyms().stream()
                        .map(synonym -> new ConfigViews.Synonym(
                                synonym.name(),
                                config.isSensitive() ? null : synonym.value(),
                                source(synonym.source())))
                        .toList());
    }

    private static String source(byte id) {
        return DescribeConfigsResponse.ConfigSource.forId(id).name();
    }
}
