// Fills in forms with JavaRosa, the engine inside ODK Collect, and sends them as Collect does.
//
//     java -cp ODK_Validate.jar Fill.java FOLDER SERVER AUTHORIZATION
//
// FOLDER/jobs has a line for each form to fill: number, form, language. NUMBER.answers has a
// line for each answer: question, value. "!question" is an answer that the form has to refuse.
// Written are NUMBER.xml, NUMBER.said (question, label) and NUMBER.status.

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.ValidateOutcome;
import org.javarosa.core.model.data.DateData;
import org.javarosa.core.model.data.GeoPointData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.TimeData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.utils.DateUtils;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceFactory;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

public class Fill {
    static final String BOUNDARY = "----a-boundary-of-java";
    static Path folder;

    public static void main(String[] given) throws Exception {
        folder = Path.of(given[0]);
        new JavaRosaCoreModule().registerModule();
        new XFormsModule().registerModule();
        ReferenceManager.instance().addReferenceFactory(new FilesBeside());
        HttpClient http = HttpClient.newHttpClient();
        for (String line : Files.readAllLines(folder.resolve("jobs"))) {
            String[] job = line.split("\t");
            String said;
            try {
                byte[] xml = fill(job[0], job[1], job[2]);
                Files.write(folder.resolve(job[0] + ".xml"), xml);
                said = send(http, given[1], given[2], xml);
            } catch (Exception | AssertionError why) {
                said = "0 " + why;
            }
            Files.writeString(folder.resolve(job[0] + ".status"), said);
        }
    }

    static byte[] fill(String number, String form, String language) throws Exception {
        Map<String, String> answers = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve(number + ".answers"))) {
            String[] answer = line.split("\t", 2);
            answers.put(answer[0], answer[1]);
        }
        FormDef def = XFormUtils.getFormFromInputStream(new FileInputStream(folder.resolve(form).toFile()));
        FormEntryController controller = new FormEntryController(new FormEntryModel(def));
        controller.setLanguage(language);
        def.initialize(true, new InstanceInitializationFactory());
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        List<String> said = new ArrayList<>();
        int event;
        while ((event = controller.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM) {
            if (event != FormEntryController.EVENT_QUESTION) {
                continue;
            }
            FormEntryPrompt prompt = controller.getModel().getQuestionPrompt();
            String name = prompt.getIndex().getReference().getNameLast();
            said.add(name + "\t" + prompt.getQuestionText());
            if (answers.containsKey("!" + name)) {
                int result = controller.answerQuestion(answer(prompt, answers.get("!" + name)), true);
                check(result == FormEntryController.ANSWER_CONSTRAINT_VIOLATED, name + " took what it should refuse");
            }
            if (answers.containsKey(name)) {
                int result = controller.answerQuestion(answer(prompt, answers.remove(name)), true);
                check(result == FormEntryController.ANSWER_OK, name + " was refused: " + result);
            }
        }
        Files.write(folder.resolve(number + ".said"), said);
        answers.keySet().removeIf(name -> name.startsWith("!"));
        check(answers.isEmpty(), "not asked: " + answers.keySet());
        def.postProcessInstance();
        ValidateOutcome outcome = def.validate();
        check(outcome == null || outcome.outcome == FormEntryController.ANSWER_OK, "not valid: "
            + (outcome == null ? "" : outcome.failedPrompt.getReference()));
        return new XFormSerializingVisitor().serializeInstance(def.getMainInstance());
    }

    static IAnswerData answer(FormEntryPrompt prompt, String text) {
        if (prompt.getControlType() == Constants.CONTROL_SELECT_ONE) {
            for (SelectChoice choice : prompt.getSelectChoices()) {
                if (choice.getValue().equals(text)) {
                    return new SelectOneData(choice.selection());
                }
            }
            throw new AssertionError(text + " is not offered by " + prompt.getIndex().getReference());
        }
        if (prompt.getControlType() == Constants.CONTROL_SELECT_MULTI) {
            List<Selection> chosen = new ArrayList<>();
            for (SelectChoice choice : prompt.getSelectChoices()) {
                if (List.of(text.split(" ")).contains(choice.getValue())) {
                    chosen.add(choice.selection());
                }
            }
            return new SelectMultiData(chosen);
        }
        switch (prompt.getDataType()) {
            case Constants.DATATYPE_INTEGER:
                return new IntegerData(Integer.parseInt(text));
            case Constants.DATATYPE_DATE:
                return new DateData(DateUtils.parseDate(text));
            case Constants.DATATYPE_TIME:
                return new TimeData(DateUtils.parseTime(text));
            case Constants.DATATYPE_GEOPOINT:
                String[] parts = text.split(" ");
                double[] point = new double[parts.length];
                for (int at = 0; at < parts.length; at++) {
                    point[at] = Double.parseDouble(parts[at]);
                }
                return new GeoPointData(point);
            default:
                return new StringData(text);
        }
    }

    static String send(HttpClient http, String server, String authorization, byte[] xml) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "xml_submission_file", "form.xml", "text/xml", xml);
        try (var files = Files.newDirectoryStream(folder, "*.jpg")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (new String(xml, StandardCharsets.UTF_8).contains(">" + name + "<")) {
                    part(body, name, name, "image/jpeg", Files.readAllBytes(file));
                }
            }
        }
        body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/submission?deviceID=java"))
            .header("Authorization", authorization)
            .header("X-OpenRosa-Version", "1.0")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException closedMeanwhile) {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        return answer.statusCode() + " " + answer.body();
    }

    static void part(OutputStream body, String name, String file, String type, byte[] content) throws Exception {
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
            + file + "\"\r\nContent-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    static void check(boolean true_, String why) {
        if (!true_) {
            throw new AssertionError(why);
        }
    }

    /** jr://file-csv/places.csv is places.csv in the folder. */
    static class FilesBeside implements ReferenceFactory {
        public boolean derives(String uri) {
            return uri.startsWith("jr://file");
        }

        public Reference derive(String uri) {
            Path file = folder.resolve(uri.substring(uri.lastIndexOf('/') + 1));
            return new Reference() {
                public boolean doesBinaryExist() {
                    return Files.exists(file);
                }

                public InputStream getStream() throws java.io.IOException {
                    return Files.newInputStream(file);
                }

                public String getURI() {
                    return uri;
                }

                public String getLocalURI() {
                    return file.toString();
                }

                public boolean isReadOnly() {
                    return true;
                }

                public OutputStream getOutputStream() {
                    throw new UnsupportedOperationException();
                }

                public void remove() {
                    throw new UnsupportedOperationException();
                }

                public Reference[] probeAlternativeReferences() {
                    return new Reference[0];
                }
            };
        }

        public Reference derive(String uri, String context) {
            return derive(uri);
        }
    }
}
