package org.ordertracking.broker.sql.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * One database in memory at a time, closed to all outside: no files, no network, no extensions, and settings that cannot be changed any
 * more. Lives in the engine's process.
 */
final class EngineDatabase {
    private static final String EMPTY_ENDING =
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: ";
    /** Beyond it the engine's own recursion would end the process; a person writes no such query. */
    private static final int DEEPEST_EXPRESSION = 250;

    private Connection connection;

    /** @return the answer's frame */
    byte[] answer(DataInputStream command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream answer = new DataOutputStream(bytes);
        try {
            switch (command.readUnsignedByte()) {
                case Frames.OPEN -> open(command.readLong());
                case Frames.PARSE -> {
                    parse(Frames.text(command), answer);
                    return bytes.toByteArray();
                }
                case Frames.EXECUTE -> execute(Frames.text(command));
                case Frames.APPEND -> append(command);
                case Frames.QUERY -> {
                    query(Frames.text(command), command.readInt(), command.readInt(), answer);
                    return bytes.toByteArray();
                }
                default -> throw new IOException("an unknown command");
            }
            answer.writeByte(Frames.DONE);
        } catch (SQLException failure) {
            bytes.reset();
            String message = String.valueOf(failure.getMessage());
            answer.writeByte(message.contains("Out of Memory Error") ? Frames.OUT_OF_MEMORY : Frames.FAILED);
            Frames.text(answer, message.startsWith(EMPTY_ENDING) ? message.substring(EMPTY_ENDING.length()) : message);
        }
        return bytes.toByteArray();
    }

    private void open(long memoryBytes) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryBytes + "B");
        settings.setProperty("threads", "1");
        settings.setProperty("temp_directory", "");
        settings.setProperty("enable_external_access", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        execute("SET TimeZone = 'UTC'");
        execute("SET max_expression_depth = " + DEEPEST_EXPRESSION);
        // The last of all: from here on nothing of this can be taken back.
        execute("SET lock_configuration = true");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void parse(String sql, DataOutputStream answer) throws SQLException, IOException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR")) {
            statement.setString(1, sql);
            try (ResultSet tree = statement.executeQuery()) {
                tree.next();
                answer.writeByte(Frames.TEXT);
                Frames.text(answer, tree.getString(1));
            }
        }
    }

    private void append(DataInputStream command) throws IOException, SQLException {
        String schema = Frames.text(command);
        String table = Frames.text(command);
        int rows = command.readInt();
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender(schema, table)) {
            for (int i = 0; i < rows; i++) {
                appender.beginRow();
                appender.append(command.readInt());
                appender.append(command.readLong());
                if (command.readBoolean()) {
                    appender.append(command.readLong());
                } else {
                    appender.appendNull();
                }
                for (int texts = 0; texts < 3; texts++) {
                    String text = Frames.text(command);
                    if (text == null) {
                        appender.appendNull();
                    } else {
                        appender.append(text);
                    }
                }
                appender.append(command.readBoolean());
                appender.endRow();
            }
        }
    }

    private void query(String sql, int maxRows, int maxBytes, DataOutputStream answer)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            answer.writeByte(Frames.RESULT);
            answer.writeInt(columns.getColumnCount());
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                Frames.text(answer, columns.getColumnName(i));
                Frames.text(answer, columns.getColumnTypeName(i));
            }
            int rows = 0;
            boolean cut = false;
            while (result.next()) {
                if (rows == maxRows) {
                    cut = true;
                    break;
                }
                String row = row(result, columns.getColumnCount());
                if (answer.size() + row.length() > maxBytes) {
                    cut = true;
                    break;
                }
                answer.writeBoolean(true);
                Frames.text(answer, row);
                rows++;
            }
            answer.writeBoolean(false);
            answer.writeBoolean(cut);
        }
    }

    private static String row(ResultSet result, int columns) throws SQLException {
        JsonText json = new JsonText();
        json.text().append('[');
        for (int i = 1; i <= columns; i++) {
            if (i > 1) {
                json.text().append(',');
            }
            json.value(result.getObject(i));
        }
        return json.text().append(']').toString();
    }
}
