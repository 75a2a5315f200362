// What every store must do alike: random journals and questions, asked of the model and of SQLite.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "base/json.hpp"
#include "records/written_test.hpp"
#include "store/model/model_store.hpp"
#include "store/operational.hpp"
#include "store/sample_journal.hpp"
#include "store/scratch_folder.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace reeve::store {
namespace {

using records::Event;
using records::Record;

bool same(const Event& a, const Event& b) {
    return a.id == b.id && a.stream == b.stream && a.stream_kind == b.stream_kind && a.version == b.version &&
           a.type == b.type && a.type_version == b.type_version && a.occurred_at == b.occurred_at &&
           a.recorded_at == b.recorded_at && a.actor == b.actor && a.on_behalf == b.on_behalf &&
           a.organisation == b.organisation && a.command == b.command && a.cause == b.cause &&
           a.process == b.process && a.process_version == b.process_version && a.audience == b.audience &&
           a.act == b.act && a.changes == b.changes && a.facts == b.facts && a.texts == b.texts &&
           a.prev_hash == b.prev_hash && a.hash == b.hash;
}

// A seed, and from how many rows on SQLite walks an order instead of gathering: every way must give the same.
struct Way {
    std::uint64_t seed;
    std::int64_t gather_max;
};

void PrintTo(const Way& way, std::ostream* onto) {
    *onto << "seed " << way.seed << ", gathering at most " << way.gather_max;
}

class StoreContract : public ::testing::TestWithParam<Way> {
protected:
    StoreContract()
        : journal_(GetParam().seed),
          sqlite_(sqlite::open_store(folder_.path(), {.gather_max = GetParam().gather_max})) {}

    void append(const Batch& batch) {
        for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
            store->writer().begin();
            ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
            store->writer().commit();
        }
    }
    void live(int batches) {
        const std::array<Store*, 2> stores{&model_, sqlite_.get()};
        for (Store* store : stores) {
            store->writer().begin();
        }
        for (int i = 0; i < batches; ++i) {
            const Batch batch = i % 17 == 16 ? journal_.erase() : journal_.next();
            for (Store* store : stores) {
                ASSERT_TRUE(store->writer().append(batch.expects, batch.events, batch.records));
            }
        }
        for (Store* store : stores) {
            store->writer().commit();
        }
    }

    ScratchFolder folder_;
    SampleJournal journal_;
    model::ModelStore model_;
    std::unique_ptr<Store> sqlite_;
};

// As text, to see what differs.
std::string text_of(const std::optional<Record>& record) {
    return record ? records::testing::written(*record) : "none";
}

std::string text_of(const Sight& sight, const Filter& filter) {
    const auto id = [](const std::optional<Id>& value) { return value ? Json(value->text()) : Json(); };
    JsonArray parts;
    for (const Sight::Part& part : sight.parts) {
        parts.emplace_back(part.process + "@" + part.organisation.text());
    }
    const auto names = [](const std::vector<std::string>& list) {
        return Json(JsonArray(list.begin(), list.end()));
    };
    return write_json(
        JsonObject{{"person", sight.person.text()},
                   {"everything", sight.everything},
                   {"whole", names(sight.whole)},
                   {"parts", parts},
                   {"internal", names(sight.internal)},
                   {"audiences", static_cast<std::int64_t>(sight.audiences.size())},
                   {"all_clocks", sight.all_clocks},
                   {"process", filter.process},
                   {"type", filter.type},
                   {"kind", filter.kind},
                   {"state", filter.state},
                   {"open", filter.open ? Json(*filter.open) : Json()},
                   {"priority", filter.priority},
                   {"rank", filter.rank ? Json(*filter.rank) : Json()},
                   {"assignee", id(filter.assignee)},
                   {"holder", filter.holder},
                   {"team", id(filter.team)},
                   {"organisation", id(filter.organisation)},
                   {"reporter", id(filter.reporter)},
                   {"service", filter.service},
                   {"q", filter.q},
                   {"waiting", filter.waiting},
                   {"reopened", filter.reopened},
                   {"due_until", filter.due_until ? Json(filter.due_until->micros) : Json()},
                   {"mine", filter.mine ? Json(filter.mine->person.text()) : Json()},
                   {"asked", filter.asked ? Json(static_cast<std::int64_t>(filter.asked->size())) : Json()},
                   {"numbers", names(filter.numbers)},
                   {"sort", static_cast<int>(filter.sort)},
                   {"descending", filter.descending}});
}

std::string numbers_of(const Page& page) {
    std::string text;
    for (const Record& record : page.records) {
        text += record.number + " ";
    }
    return text;
}

TEST_P(StoreContract, ListsAreTheSamePageByPage) {
    const auto model = model_.reader();
    const auto sqlite = sqlite_->reader();
    std::size_t found = 0;
    for (int round = 0; round < 8; ++round) {
        live(25);
        for (int i = 0; i < 60; ++i) {
            const Sight sight = journal_.sight();
            const Filter filter = journal_.filter();
            const std::size_t limit = 1 + journal_.below(9);
            SCOPED_TRACE(text_of(sight, filter));
            const auto count = *model->list(sight, filter, "", 1, true).count;
            const Counted counted = sqlite->count_up_to(sight, filter, 7);
            ASSERT_EQ(counted.count, std::min<std::int64_t>(count, 7));
            ASSERT_EQ(counted.more, count > 7);
            const Instant now = journal_.records().begin()->second.updated;
            const StandingQuestion asked{filter.process, now, now - Duration::days(200), 400};
            ASSERT_EQ(sqlite->standing(sight, asked), model->standing(sight, asked));
            std::string after;
            std::string after_in_model;
            do {
                const Page expected = model->list(sight, filter, after_in_model, limit, true);
                const Page page = sqlite->list(sight, filter, after, limit, true);
                ASSERT_EQ(numbers_of(page), numbers_of(expected));
                for (std::size_t at = 0; at < page.records.size(); ++at) {
                    ASSERT_EQ(text_of(page.records[at]), text_of(expected.records[at]));
                    ASSERT_TRUE(page.records[at] == expected.records[at]);
                }
                ASSERT_EQ(page.count, expected.count);
                ASSERT_EQ(page.next.empty(), expected.next.empty());
                found += page.records.size();
                after = page.next;
                after_in_model = expected.next;
            } while (!after.empty());
        }
    }
    EXPECT_GT(found, 1000U) << "the questions were too hard: nothing was compared";
}

TEST_P(StoreContract, RecordsTimelinesAndAttachmentsAreTheSame) {
    live(150);
    const auto model = model_.reader();
    const auto sqlite = sqlite_->reader();
    std::size_t attachments = 0;
    for (const auto& [id, record] : journal_.records()) {
        const Sight sight = journal_.sight();
        EXPECT_EQ(text_of(sqlite->record(sight, id)), text_of(model->record(sight, id)));
        EXPECT_EQ(text_of(sqlite->record(sight, record.number)),
                  text_of(model->record(sight, record.number)));
        std::string after;
        do {
            const TimelinePage expected = model->timeline(sight, id, after, 3);
            const TimelinePage page = sqlite->timeline(sight, id, after, 3);
            ASSERT_EQ(page.rows.size(), expected.rows.size());
            for (std::size_t i = 0; i < page.rows.size(); ++i) {
                EXPECT_EQ(page.rows[i].seq, expected.rows[i].seq);
                EXPECT_TRUE(same(page.rows[i].event, expected.rows[i].event))
                    << write_json(records::hashed_form(page.rows[i].event)) << "\n"
                    << write_json(records::hashed_form(expected.rows[i].event));
            }
            ASSERT_EQ(page.next, expected.next);
            after = page.next;
        } while (!after.empty());
        for (const records::Attachment& attachment : record.attachments) {
            EXPECT_EQ(sqlite->attachment(sight, id, attachment.id),
                      model->attachment(sight, id, attachment.id));
            ++attachments;
        }
    }
    EXPECT_GT(attachments, 0U);
    EXPECT_EQ(sqlite->record(Sight{.everything = true}, "alpha-999999"), std::nullopt);
}

TEST_P(StoreContract, TheJournalIsTheSame) {
    live(80);
    std::vector<Event> events;
    model_.each_event([&](const Event& event) {
        events.push_back(event);
        return true;
    });
    std::size_t next = 0;
    sqlite_->each_event([&](const Event& event) {
        EXPECT_TRUE(next < events.size() && same(event, events[next])) << "event " << next;
        ++next;
        return true;
    });
    EXPECT_EQ(next, events.size());
    EXPECT_EQ(sqlite_->last_recorded(), model_.last_recorded());

    const auto beside =
        std::ranges::count_if(events, [](const Event& event) { return event.stream_kind != "record"; });
    const std::string_view kinds[] = {"person", "calendar"};
    std::ptrdiff_t read = 0;
    sqlite_->each_event(
        [&](const Event& event) {
            EXPECT_EQ(event.stream_kind, "person");
            return ++read > 0;
        },
        kinds);
    EXPECT_EQ(read, beside);
    EXPECT_GT(beside, 0);
    std::size_t until = 0;
    sqlite_->each_event([&](const Event&) { return ++until < 3; });
    EXPECT_EQ(until, 3U);
}

TEST_P(StoreContract, TimersFireInTheSameOrder) {
    for (int round = 0; round < 10; ++round) {
        live(20);
        Writer& model = model_.writer();
        Writer& sqlite = sqlite_->writer();
        EXPECT_EQ(sqlite.next_due(), model.next_due());
        const Instant first = model.next_due();
        for (const std::int64_t minutes : {0, 30, 60, 240, 100000}) {
            const Instant until = first + Duration::minutes(minutes);
            const Instant before = until - Duration{1};
            for (const std::size_t limit : {std::size_t{3}, std::size_t{1000}}) {
                const auto expected = model.timers(until, before, limit, {});
                const auto found = sqlite.timers(until, before, limit, {});
                ASSERT_EQ(found.size(), expected.size());
                for (std::size_t i = 0; i < found.size(); ++i) {
                    EXPECT_EQ(found[i].record, expected[i].record);
                    EXPECT_EQ(found[i].timer, expected[i].timer);
                }
            }
        }
        for (const auto& [id, record] : journal_.records()) {
            const auto expected = model.timers(Instant::never(), Instant::never(), 100, id);
            const auto found = sqlite.timers(Instant::never(), Instant::never(), 100, id);
            ASSERT_EQ(found.size(), expected.size());
            for (std::size_t i = 0; i < found.size(); ++i) {
                EXPECT_EQ(found[i].timer, expected[i].timer);
            }
        }
    }
}

TEST_P(StoreContract, WhatIsAheadIsTheSame) {
    live(200);
    std::int64_t ahead = 0;
    const auto reader = sqlite_->reader();
    for (const auto& [id, record] : journal_.records()) {
        const std::vector<std::string> states{"logged", "working", "waiting"};
        const records::Ahead expected = model_.writer().ahead(record, states);
        for (const records::Ahead& found :
             {sqlite_->writer().ahead(record, states), reader->ahead(record, states)}) {
            EXPECT_EQ(found.count, expected.count);
            EXPECT_EQ(found.number, expected.number);
        }
        ahead += expected.count;
    }
    EXPECT_GT(ahead, 0);
}

TEST_P(StoreContract, AMovedStreamWritesNothing) {
    live(30);
    Batch batch = journal_.next();
    Writer& writer = sqlite_->writer();
    const Id stream = batch.expects.back().stream;
    const std::int64_t version = writer.version_of(stream);
    batch.expects.back().version += 1;
    writer.begin();
    EXPECT_FALSE(writer.append(batch.expects, batch.events, batch.records));
    for (const Event& event : batch.events) {
        EXPECT_EQ(writer.version_of(event.stream), model_.writer().version_of(event.stream));
        EXPECT_EQ(writer.head_of(event.stream), model_.writer().head_of(event.stream));
    }
    writer.commit();
    EXPECT_EQ(writer.version_of(stream), version);
    batch.expects.back().version -= 1;
    append(batch);
}

TEST_P(StoreContract, SavepointsUndoOneCommandOfABatch) {
    live(20);
    for (int round = 0; round < 20; ++round) {
        std::vector<Batch> kept;
        sqlite_->writer().begin();
        model_.writer().begin();
        for (int command = 0; command < 6; ++command) {
            const Batch batch = journal_.next();
            const bool keep = journal_.below(2) == 0;
            for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
                Writer& writer = store->writer();
                writer.savepoint();
                ASSERT_TRUE(writer.append(batch.expects, batch.events, batch.records));
                EXPECT_EQ(writer.version_of(batch.events.back().stream), batch.events.back().version);
                keep ? writer.release() : writer.rollback_to_savepoint();
            }
            if (!keep) {
                journal_.forget(batch);
            }
        }
        sqlite_->writer().commit();
        model_.writer().commit();
    }
    const auto reader = sqlite_->reader();
    const Sight all{.everything = true};
    const Page page = reader->list(all, {}, "", 1000, true);
    EXPECT_EQ(numbers_of(page), numbers_of(model_.reader()->list(all, {}, "", 1000, true)));
    EXPECT_EQ(page.records.size(), journal_.records().size());
    for (const auto& [id, record] : journal_.records()) {
        EXPECT_EQ(sqlite_->writer().record(id), record);
        EXPECT_EQ(sqlite_->writer().find_record(record.number), id);
    }
}

TEST_P(StoreContract, ReadersSeeOnlyWhatWasCommitted) {
    live(10);
    const auto reader = sqlite_->reader();
    const Sight all{.everything = true};
    const auto count = reader->list(all, {}, "", 1, true).count;
    const Batch batch = journal_.birth();
    Writer& writer = sqlite_->writer();
    writer.begin();
    ASSERT_TRUE(writer.append(batch.expects, batch.events, batch.records));
    EXPECT_EQ(reader->list(all, {}, "", 1, true).count, count);
    EXPECT_EQ(reader->record(all, batch.records.front().id), std::nullopt);
    EXPECT_EQ(writer.record(batch.records.front().id), batch.records.front());
    writer.commit();
    EXPECT_EQ(reader->list(all, {}, "", 1, true).count, *count + 1);
    EXPECT_EQ(reader->record(all, batch.records.front().id), batch.records.front());
}

TEST_P(StoreContract, AWrongPositionIsNamed) {
    live(20);
    const auto reader = sqlite_->reader();
    const Sight all{.everything = true};
    const Page page = reader->list(all, {}, "nonsense", 10, true);
    EXPECT_TRUE(page.wrong_position);
    EXPECT_TRUE(page.records.empty());
    EXPECT_FALSE(reader->list(all, {}, "", 10, true).wrong_position);
    const Id id = journal_.records().begin()->first;
    EXPECT_TRUE(reader->timeline(all, id, "12x", 10).wrong_position);
    EXPECT_FALSE(reader->timeline(all, id, "12", 10).wrong_position);
}

TEST_P(StoreContract, ReceiptsAnswerTheSameRequestUntilTheyExpire) {
    const Id caller = Id::of_name("person:a");
    const Receipt receipt{caller, "POST /records", "key", sha256("body"),
                          201,    "/records/A-1",  "A-1", Instant{100}};
    for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
        Writer& writer = store->writer();
        writer.begin();
        writer.put_receipt(receipt);
        writer.commit();
        const auto found = writer.receipt(caller, "POST /records", "key");
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->body, receipt.body);
        EXPECT_EQ(found->status, 201);
        EXPECT_EQ(found->location, "/records/A-1");
        EXPECT_EQ(found->number, "A-1");
        EXPECT_EQ(found->expires, Instant{100});
        EXPECT_EQ(writer.receipt(Id::of_name("person:b"), "POST /records", "key"), std::nullopt);
        EXPECT_EQ(writer.receipt(caller, "POST /other", "key"), std::nullopt);
        EXPECT_EQ(writer.receipt(caller, "POST /records", "other"), std::nullopt);
        writer.begin();
        writer.purge_receipts(Instant{99});
        EXPECT_TRUE(writer.receipt(caller, "POST /records", "key").has_value());
        writer.purge_receipts(Instant{100});
        EXPECT_EQ(writer.receipt(caller, "POST /records", "key"), std::nullopt);
        writer.commit();
    }
}

TEST_P(StoreContract, NumbersAreDrawnOnceAndComeBackWithTheirTransaction) {
    for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
        Writer& writer = store->writer();
        writer.begin();
        EXPECT_EQ(writer.next_number("a"), 1);
        EXPECT_EQ(writer.next_number("a"), 2);
        EXPECT_EQ(writer.next_number("b"), 1);
        writer.savepoint();
        EXPECT_EQ(writer.next_number("a"), 3);
        writer.rollback_to_savepoint();
        EXPECT_EQ(writer.next_number("a"), 3);
        writer.commit();
        writer.begin();
        EXPECT_EQ(writer.next_number("a"), 4);
        writer.rollback();
        writer.begin();
        EXPECT_EQ(writer.next_number("a"), 4);
        writer.commit();
    }
}

TEST_P(StoreContract, PasswordsSessionsAndUploadsAreKept) {
    const Id ana = Id::of_name("person:ana");
    const Id bo = Id::of_name("person:bo");
    const SessionRow session{sha256("token"), ana, Instant{1}, Instant{2}, Instant{50}, true};
    const UploadRow upload{
        Id::of_name("upload"), bo, "photo.jpg", "image/jpeg", 12, -1, true, "aa", Instant{7}};
    for (Store* store : {static_cast<Store*>(&model_), sqlite_.get()}) {
        Writer& writer = store->writer();
        Operational& kept = writer.operational();
        writer.begin();
        kept.put_password(ana, "one");
        kept.put_password(ana, "two");
        kept.put_session(session);
        kept.put_session({sha256("other"), ana, Instant{1}, Instant{1}, Instant{10}, false});
        kept.put_upload(upload);
        writer.commit();
        EXPECT_EQ(kept.password(ana), "two");
        EXPECT_EQ(kept.password(bo), std::nullopt);
        ASSERT_EQ(kept.passwords().size(), 1U);
        EXPECT_EQ(kept.passwords().front(), std::pair(ana, std::string("two")));
        const auto found = kept.session(sha256("token"));
        ASSERT_TRUE(found.has_value());
        EXPECT_EQ(found->person, ana);
        EXPECT_EQ(found->used, Instant{2});
        EXPECT_EQ(found->expires, Instant{50});
        EXPECT_TRUE(found->bearer);
        EXPECT_EQ(kept.sessions().size(), 2U);
        const auto file = kept.upload(upload.id);
        ASSERT_TRUE(file.has_value());
        EXPECT_EQ(file->name, "photo.jpg");
        EXPECT_EQ(file->length, -1);
        EXPECT_TRUE(file->complete);
        EXPECT_EQ(file->sha256, "aa");
        EXPECT_EQ(kept.old_uploads(Instant{7}).size(), 0U);
        EXPECT_EQ(kept.old_uploads(Instant{8}).size(), 1U);
        writer.begin();
        kept.purge_sessions(Instant{10});
        EXPECT_EQ(kept.sessions().size(), 1U);
        kept.end_session(sha256("nobody's"));
        kept.end_sessions_of(bo);
        EXPECT_EQ(kept.sessions().size(), 1U);
        kept.end_sessions_of(ana);
        EXPECT_EQ(kept.session(sha256("token")), std::nullopt);
        kept.remove_upload(upload.id);
        EXPECT_EQ(kept.upload(upload.id), std::nullopt);
        writer.commit();
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoreContract, ::testing::Values(Way{1, 6000}, Way{2, 10}, Way{3, 0}));

}  // namespace
}  // namespace reeve::store
