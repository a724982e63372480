// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/numpyblas.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace portico;

class TestNumpyBlas : public QObject
{
    Q_OBJECT

private slots:
    void isReadFromWhatNumpyShows_data()
    {
        QTest::addColumn<QByteArray>("shown");
        QTest::addColumn<NumpyBlas>("blas");
        // Both out of astral-sh/uv issue 13103, shortened to the section before and after.
        QTest::newRow("1.26 built on a Mac: Accelerate") << QByteArray(R"(Build Dependencies:
  blas:
    detection method: system
    found: true
    include directory: unknown
    lib directory: unknown
    name: accelerate
    openblas configuration: unknown
    pc file directory: unknown
    version: unknown
  lapack:
    detection method: internal
    found: true
    name: dep4396855664
    version: 1.26.4
)") << NumpyBlas::Accelerate;
        QTest::newRow("1.26 from the index: OpenBLAS") << QByteArray(R"(Build Dependencies:
  blas:
    detection method: pkgconfig
    found: true
    include directory: /opt/arm64-builds/include
    lib directory: /opt/arm64-builds/lib
    name: openblas64
    openblas configuration: USE_64BITINT=1 DYNAMIC_ARCH=1 DYNAMIC_OLDER= NO_CBLAS=
      NO_LAPACK= NO_LAPACKE= NO_AFFINITY=1 USE_OPENMP= SANDYBRIDGE MAX_THREADS=3
    pc file directory: /usr/local/lib/pkgconfig
    version: 0.3.23.dev
  lapack:
    detection method: pkgconfig
    name: accelerate
)") << NumpyBlas::Other;
        // After pymc-devs/pytensor issue 1005, which shows this form up to its compilers.
        QTest::newRow("2.1 without pyyaml: JSON")
            << QByteArray(R"(  warnings.warn("Install `pyyaml` for better output", stacklevel=1)
{
  "Compilers": {
    "c": {
      "name": "clang"
    }
  },
  "Build Dependencies": {
    "blas": {
      "name": "accelerate",
      "found": true,
      "version": "unknown"
    },
    "lapack": {
      "name": "openblas"
    }
  }
}
)") << NumpyBlas::Accelerate;
        // Made by the printing code of NumPy 1.21's numpy/__config__.py, not recorded on a Mac.
        QTest::newRow("1.21 with Accelerate") << QByteArray(R"(blas_mkl_info:
  NOT AVAILABLE
accelerate_info:
    extra_compile_args = ['-I/System/Library/Frameworks/vecLib.framework/Headers']
    extra_link_args = ['-Wl,-framework', '-Wl,Accelerate']
blas_opt_info:
    extra_compile_args = ['-I/System/Library/Frameworks/vecLib.framework/Headers']
    extra_link_args = ['-Wl,-framework', '-Wl,Accelerate']
)") << NumpyBlas::Accelerate;
        QTest::newRow("1.21 with OpenBLAS") << QByteArray(R"(accelerate_info:
  NOT AVAILABLE
blas_opt_info:
    libraries = ['openblas64_', 'openblas64_']
    library_dirs = ['/usr/local/lib']
)") << NumpyBlas::Other;
        QTest::newRow("nothing of it")
            << QByteArray("ModuleNotFoundError: numpy\n") << NumpyBlas::Unknown;
        QTest::newRow("nothing") << QByteArray() << NumpyBlas::Unknown;
    }
    void isReadFromWhatNumpyShows()
    {
        QFETCH(QByteArray, shown);
        QTEST(numpyBlas(shown), "blas");
        QTEST(numpyBlas(shown.replace("\n", "\r\n")), "blas");
    }
};

QTEST_GUILESS_MAIN(TestNumpyBlas)
#include "tst_numpyblas.moc"
