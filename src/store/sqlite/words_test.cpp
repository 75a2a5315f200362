// Finding records by words: which, and above all which not.

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "seal/seal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_replay.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store::sqlite {
namespace {

using records::Event;
using records::Record;

class Words : public ::testing::TestWithParam<std::int64_t> {
protected:
    Words() : store_(open_store(folder_.path(), {.gather_max = GetParam()})), reader_(store_->reader()) {}

    void append(Record& record, Event event, std::vector<std::pair<std::string, std::string>> texts) {
        event.id = entropy_.id();
        event.stream = record.id.empty() ? entropy_.id() : record.id;
        event.stream_kind = "record";
        event.process = "support";
        event.version = record.version + 1;
        event.occurred_at = event.recorded_at = Instant{1'000'000 * event.version};
        for (auto& [path, value] : texts) {
            records::EventText text;
            text.path = path;
            text.value = value;
            text.salt = seal::salt(entropy_);
            text.commitment = seal::commitment(text.salt, value);
            event.texts.push_back(std::move(text));
        }
        event.prev_hash = record.head;
        event.hash = seal::chain(record.head, canonical_json(records::hashed_form(event)));
        const std::int64_t version = record.version;
        ASSERT_TRUE(records::apply(record, event));
        const records::Expected expected{record.id, version};
        store_->writer().begin();
        ASSERT_TRUE(store_->writer().append({&expected, 1}, {&event, 1}, {&record, 1}));
        store_->writer().commit();
    }

    Record log(std::string title, std::string description) {
        Record record;
        Event event;
        event.type = "logged";
        event.audience = "public";
        event.changes = {
            records::Born{"S-" + std::to_string(++number_), "issue", "incident", reporter_, reporter_, ""},
            records::FieldSet{"title", Json(), "title"},
            records::FieldSet{"description", Json(), "description"},
            records::StateEntered{"logged", true, false, ""},
            records::LegOpened{1, {"first", {}, {}, {}}, "logged"}};
        append(record, event, {{"title", std::move(title)}, {"description", std::move(description)}});
        return record;
    }
    void comment(Record& record, std::string audience, std::string text) {
        Event event;
        event.type = "commented";
        event.audience = audience;
        event.changes = {records::Commented{audience}};
        append(record, event, {{"comment", std::move(text)}});
    }
    void publish(Record& record, std::string audience, std::string english, std::string portuguese) {
        Event event;
        event.type = "commented";
        event.audience = audience;
        event.changes = {records::Commented{audience}};
        append(record, event, {{"comment.pt", std::move(portuguese)}, {"comment", std::move(english)}});
    }
    void erase(Record& record, std::int64_t version, std::string path) {
        Event event;
        event.type = "texts_erased";
        event.audience = "internal";
        event.changes = {records::TextsErased{{}, version, {std::move(path)}}};
        append(record, event, {});
    }

    std::string find(std::string q, const Sight& sight) {
        Filter filter;
        filter.q = std::move(q);
        filter.sort = Sort::number;
        const Page page = reader_->list(sight, filter, "", 100, true);
        EXPECT_EQ(page.count, static_cast<std::int64_t>(page.records.size()));
        std::string numbers;
        for (const Record& record : page.records) {
            numbers += (numbers.empty() ? "" : " ") + record.number;
        }
        return numbers;
    }

    const Id reporter_ = Id::of_name("person:reporter");
    const Sight agent_{.whole = {"support"}, .internal = {"support"}};
    const Sight outsider_{.whole = {"support"}};
    const Sight herself_{.person = reporter_};
    ScratchFolder folder_;
    SeededEntropy entropy_{5};
    std::unique_ptr<Store> store_;
    std::unique_ptr<Reader> reader_;
    int number_ = 0;
};

TEST_P(Words, AllMustOccurAnywhere) {
    Record first = log("The printer is on fire", "Second floor, left of the lab");
    (void)log("The printer is slow", "In the lab");
    comment(first, "public", "A colleague put it out with sand.");
    EXPECT_EQ(find("printer", agent_), "S-1 S-2");
    EXPECT_EQ(find("printer lab", agent_), "S-1 S-2");
    EXPECT_EQ(find("sand printer floor", agent_), "S-1");
    EXPECT_EQ(find("print", agent_), "") << "words, not parts of words";
    EXPECT_EQ(find("  PRINTER\t fire ", agent_), "S-1");
    EXPECT_EQ(find("printer water", agent_), "");
}

TEST_P(Words, AccentsAndCaseDoNotMatter) {
    (void)log("Não consigo iniciar sessão", "Número de utente inválido");
    EXPECT_EQ(find("nao SESSAO", agent_), "S-1");
    EXPECT_EQ(find("numero inválido", agent_), "S-1");
}

TEST_P(Words, NobodyFindsByAnInternalEntryThatShemayNotRead) {
    Record record = log("A plain title", "A plain text");
    comment(record, "internal", "The canary sings here.");
    comment(record, "public", "Nothing about birds.");
    EXPECT_EQ(find("canary", agent_), "S-1");
    EXPECT_EQ(find("canary plain birds", agent_), "S-1");
    for (const Sight& sight : {outsider_, herself_, Sight{}}) {
        EXPECT_EQ(find("canary", sight), "");
        EXPECT_EQ(find("plain canary", sight), "");
        EXPECT_EQ(find("internal:canary", sight), "");
        EXPECT_EQ(find("{internal} : canary", sight), "");
        EXPECT_EQ(find("plain OR canary", sight), "");
        EXPECT_EQ(find("\" OR internal:canary OR \"", sight), "");
    }
    EXPECT_EQ(find("plain birds", herself_), "S-1");
    EXPECT_EQ(find("plain", Sight{}), "") << "who may know nothing finds nothing";
}

TEST_P(Words, NothingThatSomebodyTypesIsAnOperator) {
    (void)log("Order AND NOT near the OR gate", "star * quote \" caret ^ colon : brace { 50% _ x-12/b c++");
    for (const char* q : {"AND",
                          "NOT",
                          "OR",
                          "near",
                          "AND NOT",
                          "order OR",
                          "\"",
                          "\"\"",
                          "order \"",
                          "*",
                          "^order",
                          "gate*",
                          "title:order",
                          "(order",
                          "order)",
                          "+",
                          "-",
                          "NEAR(order gate)",
                          "{title}:order",
                          "x-12/b",
                          "'",
                          "'; DROP TABLE record; --",
                          "%",
                          "_",
                          "\\"}) {
        EXPECT_NO_THROW((void)find(q, agent_)) << q;
    }
    EXPECT_EQ(find("order AND", agent_), "S-1") << "AND is a word like any other";
    EXPECT_EQ(find("x-12/b", agent_), "S-1");
    EXPECT_EQ(find("gate*", agent_), "S-1") << "the star is no wildcard, and no word";
    EXPECT_EQ(find("gat*", agent_), "");
    EXPECT_EQ(find("title:order", agent_), "") << "no column is named: these are two words side by side";
    EXPECT_EQ(find(std::string("order\0gate", 10), agent_), "S-1");
    std::string many;
    for (int i = 0; i < 3000; ++i) {
        many += "order gate ";
    }
    EXPECT_EQ(find(many, agent_), "S-1");
}

TEST_P(Words, WhatIsErasedIsNotFoundAndNotKept) {
    Record record = log("Erasable zebrafish", "plain");
    comment(record, "public", "A walrus was here.");
    comment(record, "internal", "A narwhal too.");
    comment(record, "public", "An otter stays.");
    EXPECT_EQ(find("zebrafish walrus narwhal otter", agent_), "S-1");
    erase(record, 1, "title");
    erase(record, 2, "comment");
    erase(record, 3, "comment");
    EXPECT_EQ(find("zebrafish", agent_), "");
    EXPECT_EQ(find("walrus", agent_), "");
    EXPECT_EQ(find("narwhal", agent_), "");
    EXPECT_EQ(find("plain otter", agent_), "S-1");
    const TimelinePage page = reader_->timeline(agent_, record.id, "", 10);
    ASSERT_EQ(page.rows.size(), 7U);
    ASSERT_NE(page.rows[1].event.text("comment"), nullptr);
    EXPECT_TRUE(page.rows[1].event.text("comment")->erased);
    EXPECT_EQ(page.rows[1].event.text("comment")->value, "");
    EXPECT_EQ(page.rows[3].event.text("comment")->value, "An otter stays.");
    EXPECT_TRUE(replay(folder_.path()).equal());
}

TEST_P(Words, WhatIsPublishedIsFoundInEachOfItsLanguages) {
    Record record = log("Plain", "plain");
    publish(record, "public", "A walrus was here.", "Esteve aqui uma morsa.");
    publish(record, "internal", "A narwhal too.", "Um narval também.");
    publish(record, "public", "An otter stays.", "Fica uma lontra.");
    EXPECT_EQ(find("morsa walrus lontra", agent_), "S-1");
    EXPECT_EQ(find("narval", agent_), "S-1");
    EXPECT_EQ(find("lontra", outsider_), "S-1");
    EXPECT_EQ(find("narval", outsider_), "");
    EXPECT_TRUE(replay(folder_.path()).equal());
    erase(record, 2, "comment.pt");
    EXPECT_EQ(find("morsa", agent_), "");
    EXPECT_EQ(find("walrus lontra", agent_), "S-1");
    EXPECT_TRUE(replay(folder_.path()).equal());
    erase(record, 4, "comment");
    EXPECT_EQ(find("otter", agent_), "");
    EXPECT_EQ(find("lontra", agent_), "") << "a comment is erased in all its languages";
    EXPECT_EQ(find("walrus narval", agent_), "S-1");
    EXPECT_TRUE(replay(folder_.path()).equal());
}

INSTANTIATE_TEST_SUITE_P(GatheredOrWalked, Words, ::testing::Values(6000, 0));

}  // namespace
}  // namespace reeve::store::sqlite
