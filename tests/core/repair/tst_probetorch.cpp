// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/processrunner.h"
#include "core/python/probetorch.h"
#include "tests/core/installs/trees.h"
#include "tests/support/patience.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

namespace {

/** Just enough of torch for the probe; `gpu` and `product` are what a row is about. */
QByteArray fakeTorch(const QByteArray &gpu, const QByteArray &product)
{
    return "__version__ = '2.9.1+test'\n"
           "class cuda:\n"
           "    is_available = staticmethod(lambda: "
        + gpu
        + ")\n"
          "    get_device_name = staticmethod(lambda number: 'Hand-made GPU')\n"
          "class Tensor:\n"
          "    def __init__(self, value): self.value = value\n"
          "    def __matmul__(self, other): "
        + product
        + "\n"
          "    def sum(self): return self\n"
          "    def item(self): return self.value\n"
          "def full(shape, value, device): return Tensor(value)\n"
          "def tensor(rows, device): return rows\n"
          "print('a package that prints at its import')\n";
}

} // namespace

class TestProbeTorch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QProcess process;
        process.start(u"python3"_s, {u"-m"_s, u"venv"_s, u"--without-pip"_s, folder(u"venv"_s)});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        QDir lib(folder(u"venv/lib"_s));
        m_site = lib.filePath(lib.entryList({u"python3*"_s}).value(0)) + u"/site-packages"_s;
    }

    void whatItSays_data()
    {
        QTest::addColumn<QByteArray>("torch");
        QTest::addColumn<QByteArray>("vision");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<bool>("isGood");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("reason");
        const QByteArray right = "return Tensor(65536.0)";
        const QByteArray vision =
            "class _Kept:\n    def tolist(self): return [0, 2]\n"
            "class ops:\n    nms = staticmethod(lambda boxes, scores, limit: _Kept())\n";
        QTest::newRow("a GPU that computes is named")
            << fakeTorch("True", right) << vision << u"cu130"_s << true << u"cuda:0"_s << QString();
        QTest::newRow("torchvision need not be there")
            << fakeTorch("True", right) << QByteArray() << u"cu130"_s << true << u"cuda:0"_s
            << QString();
        QTest::newRow("the silent fallback to the processor shows")
            << fakeTorch("False", right) << vision << u"cu130"_s << false << u"cpu"_s
            << u"torch 2.9.1+test computes on the processor, although this install is for CUDA "
               "13.0."_s;
        QTest::newRow("the processor is right for an install that is for it")
            << fakeTorch("False", right) << vision << u"cpu"_s << true << u"cpu"_s << QString();
        QTest::newRow("a device that computes wrongly")
            << fakeTorch("True", "return Tensor(1.0)") << vision << u"cu130"_s << false
            << u"cuda:0"_s
            << u"torch cannot compute on cuda:0: ArithmeticError: the product of two matrices is "
               "wrong: 1.0."_s;
        QTest::newRow("a kernel that is not there")
            << fakeTorch("True", "raise RuntimeError('no kernel image is available')") << vision
            << u"cu130"_s << false << u"cuda:0"_s
            << u"torch cannot compute on cuda:0: RuntimeError: no kernel image is available."_s;
        QTest::newRow("torchvision of another build")
            << fakeTorch("True", right)
            << QByteArray("raise RuntimeError('operator torchvision::nms does not exist')")
            << u"cu130"_s << false << u"cuda:0"_s
            << u"torchvision does not work with this torch: RuntimeError: operator "
               u"torchvision::nms "
               "does not exist."_s;
        QTest::newRow("torch that cannot be imported")
            << QByteArray("raise OSError('libcudnn.so.9: cannot open shared object file')")
            << QByteArray() << u"cu130"_s << false << QString()
            << u"torch cannot be imported: OSError: libcudnn.so.9: cannot open shared object file."_s;
        QTest::newRow("torch that is not there")
            << QByteArray() << QByteArray() << u"cpu"_s << false << QString()
            << u"torch cannot be imported: ModuleNotFoundError: No module named 'torch'."_s;
        QTest::newRow("torch that ends Python")
            << QByteArray("import os; os._exit(7)") << QByteArray() << u"cpu"_s << false
            << QString() << u"Python ended while torch was tried (7)."_s;
    }

    void whatItSays()
    {
        QFETCH(QByteArray, torch);
        QFETCH(QByteArray, vision);
        QFETCH(QString, wanted);
        put(u"torch"_s, torch);
        put(u"torchvision"_s, vision);
        const auto probe = ask(wanted);
        QVERIFY(probe);
        QTEST(probe->reason, "reason");
        QTEST(probe->device, "device");
        QTEST(probe->isGood, "isGood");
        QCOMPARE(probe->nextStep.isEmpty(), probe->isGood);
        if (probe->device == "cuda:0"_L1)
            QCOMPARE(probe->name, u"Hand-made GPU"_s);
    }

    void aTorchThatHangsIsLeftBehindOnCancel()
    {
        put(u"torch"_s, "import time; time.sleep(600)");
        CancelSource source;
        source.cancel();
        QElapsedTimer timer;
        timer.start();
        const auto probe =
            probeTorch({.python = python()}, m_processes, JobContext(source.token()));
        QVERIFY(!probe);
        QCOMPARE(probe.error().code, ErrorCode::Cancelled);
        QVERIFY(timer.elapsed() < kAtOnceMs);
    }

    void aPythonThatIsNotThere()
    {
        const auto probe = probeTorch({.python = folder(u"nothing"_s)}, m_processes, {});
        QVERIFY(!probe);
        QCOMPARE(probe.error().code, ErrorCode::ProcessFailed);
    }

private:
    QString folder(const QString &name) const { return m_folder.path() + u'/' + name; }
    QString python() const { return folder(u"venv/bin/python3"_s); }
    void put(const QString &module, const QByteArray &text)
    {
        const QString path = m_site + u'/' + module + u".py"_s;
        QFile::remove(path);
        if (!text.isEmpty())
            QVERIFY(trees::write(path, text));
    }
    Result<TorchProbe> ask(const QString &wanted)
    {
        return probeTorch({.python = python(), .wanted = Accelerator::fromText(wanted)},
                          m_processes, {});
    }

    QTemporaryDir m_folder;
    QString m_site;
    SystemProcessRunner m_processes;
};

QTEST_GUILESS_MAIN(TestProbeTorch)
#include "tst_probetorch.moc"
