package org.ordertracking.notification.support;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** An SMS provider with Twilio's API, over a real socket. It accepts what no test wants otherwise. */
public final class SmsProvider {

    /** The account at the provider. */
    public static final String ACCOUNT = "AC0123456789";

    /** Where messages are posted to. */
    public static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";

    private static final String ACCEPTED = "{\"sid\":\"SM42\",\"status\":\"queued\",\"error_code\":null}";
    private static final int LAST = 10;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    void start() {
        server.start();
        server.stubFor(post(urlPathEqualTo(MESSAGES)).atPriority(LAST).willReturn(jsonResponse(ACCEPTED, 201)));
    }

    void stop() {
        server.stop();
    }

    String url() {
        return server.baseUrl();
    }

    /** The next messages to a number get these answers, one after the other; those that follow are accepted. */
    public void answers(String number, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(post(urlPathEqualTo(MESSAGES))
                    .withFormParam("To", equalTo(number))
                    .inScenario(number)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
                    .willReturn(answers[i])
                    .willSetStateTo("after " + (i + 1)));
        }
    }

    /** What was received about messages to this number, the earliest first. */
    public List<LoggedRequest> requestsTo(String number) {
        return server.findAll(postRequestedFor(anyUrl()).withFormParam("To", equalTo(number)));
    }
}
