package org.ordertracking.broker.console;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ordertracking.broker.console.view.SqlViews;
import org.ordertracking.broker.sql.SqlAnswer;
import org.ordertracking.broker.sql.SqlException;
import org.ordertracking.broker.sql.SqlRequest;

/** Queries and their answers in the form of the API. */
public final class SqlForm {
    private static final int INVALID = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private SqlForm() {}

    public static SqlRequest request(SqlViews.Question question) {
        return new SqlRequest(
                question.query(),
                question.newest() == null ? OptionalLong.empty() : OptionalLong.of(question.newest()),
                Optional.ofNullable(question.since()),
                Optional.ofNullable(question.until()),
                question.limit() == null ? OptionalInt.empty() : OptionalInt.of(question.limit()));
    }

    public static SqlViews.Answer answer(SqlAnswer answer) {
        return new SqlViews.Answer(
                answer.result().columns().stream()
                        .map(column -> new SqlViews.Column(column.name(), column.type()))
                        .toList(),
                '[' + String.join(",", answer.result().rows()) + ']',
                answer.result().cut(),
                new SqlViews.Read(
                        answer.records(),
                        answer.bytes(),
                        answer.topics().stream().map(SqlForm::topic).toList()),
                answer.milliseconds());
    }

    private static SqlViews.Topic topic(SqlAnswer.TopicRead read) {
        return new SqlViews.Topic(
                read.topic(),
                read.partitions().stream()
                        .map(part -> new SqlViews.Partition(part.partition(), part.from(), part.upTo()))
                        .toList(),
                read.columns().stream()
                        .map(column -> new SqlViews.Column(column.name(), column.type()))
                        .toList(),
                read.leftOut());
    }

    /** Why there is no answer. */
    public static ProblemException problem(SqlException failure) {
        String where = failure.position() == SqlException.NOWHERE
                ? ""
                : " (at character %d)".formatted(failure.position() + 1);
        String detail = failure.getMessage() + where;
        return switch (failure.kind()) {
            case INVALID ->
                Problems.problem("sql-invalid", "The query cannot be answered", INVALID, detail, failure.remedy());
            case LIMIT ->
                Problems.problem("sql-limit", "The query is too much", UNPROCESSABLE, detail, failure.remedy());
            case CRASHED ->
                Problems.problem("sql-crashed", "The engine crashed", UNPROCESSABLE, detail, failure.remedy());
            case CANCELLED ->
                Problems.problem("sql-cancelled", "The query was cancelled", UNPROCESSABLE, detail, failure.remedy());
            case BUSY -> Problems.problem("busy", "Too much at a time", UNAVAILABLE, detail, failure.remedy());
            case UNAVAILABLE ->
                Problems.problem("sql-unavailable", "There is no SQL now", UNAVAILABLE, detail, failure.remedy());
        };
    }
}
